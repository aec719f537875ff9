package io.lamplighter.monitoring;

import static org.awaitility.Awaitility.await;

import io.lamplighter.lab.Ports;
import io.lamplighter.lab.Program;
import io.lamplighter.lab.Prometheus;
import io.lamplighter.lab.Rest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The programs of Prometheus that a test runs, which end with it. */
final class Servers implements AutoCloseable {
    private final List<Process> started = new ArrayList<>();

    /** @param folder with {@code prometheus.yml}, and {@code data} where there is some */
    Rest prometheus(Path folder) throws IOException {
        int port = Ports.free();
        return start(
                folder,
                port,
                Prometheus.program("prometheus"),
                "--config.file=prometheus.yml",
                "--storage.tsdb.path=data",
                "--web.listen-address=127.0.0.1:" + port);
    }

    /** Starts one and waits until it is ready. */
    Rest start(Path folder, int port, String... command) throws IOException {
        started.add(new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start());
        Rest asked = new Rest("http://127.0.0.1:" + port, "");
        await().atMost(Program.PATIENCE)
                .ignoreExceptions()
                .until(() -> asked.get("/-/ready").statusCode() == 200);
        return asked;
    }

    @Override
    public void close() {
        for (Process process : started) {
            process.destroy();
            try {
                if (!process.waitFor(30, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }
}
