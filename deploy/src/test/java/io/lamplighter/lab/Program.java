package io.lamplighter.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One of the three programs, running as a process of its own that writes to a log. */
public final class Program implements AutoCloseable {
    /** How long anything may take on a machine that does much else; far more than it takes. */
    public static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final Pattern ADDRESS = Pattern.compile("Listening on: (http://\\S+)");

    private final Process process;
    private final Path log;

    private Program(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    static Program start(Surroundings around, List<String> command, List<String> arguments, Path log) {
        try {
            Process process = new ProcessBuilder(Stream.of(around.inside(), command, arguments)
                            .flatMap(List::stream)
                            .toList())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            process.getOutputStream().close();
            return new Program(process, log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public long id() {
        return process.pid();
    }

    /** Where it listens, once it does. */
    public String address() {
        await().atMost(PATIENCE)
                .failFast(() -> assertThat(process.isAlive()).as(this::log).isTrue())
                .until(() -> ADDRESS.matcher(log()).find());
        Matcher address = ADDRESS.matcher(log());
        assertThat(address.find()).isTrue();
        return address.group(1);
    }

    /** The exit code of a program that ends by itself. */
    public int exit() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as(this::log)
                .isTrue();
        return process.exitValue();
    }

    /** Asks it to end when it has ended by itself or listens, and lets it take its time. */
    void endOnceItRan() throws InterruptedException {
        await().atMost(PATIENCE)
                .until(() -> !process.isAlive() || ADDRESS.matcher(log()).find());
        process.destroy();
        exit();
    }

    /** Ends it as a power cut would, but for what the kernel already has. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
