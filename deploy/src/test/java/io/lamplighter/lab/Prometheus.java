package io.lamplighter.lab;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Prometheus' own programs, which {@code deploy/dev/find-prometheus} fetches when they are missing. */
public final class Prometheus {
    private static final Path FOLDER = find();

    private Prometheus() {}

    /** Where {@code prometheus}, {@code promtool} or {@code amtool} is. */
    public static String program(String name) {
        return FOLDER.resolve(name).toString();
    }

    /** Runs one in a folder, with a text as its standard input, and fails when it does. */
    public static String run(Path folder, String input, String program, String... arguments)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Stream.concat(Stream.of(program(program)), Stream.of(arguments))
                        .toList())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        try (var writer = process.outputWriter()) {
            writer.write(input);
        }
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(said).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }

    private static Path find() {
        try {
            Process script = new ProcessBuilder("dev/find-prometheus")
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            List<String> printed = new String(script.getInputStream().readAllBytes(), UTF_8)
                    .lines()
                    .toList();
            assertThat(script.waitFor()).as("deploy/dev/find-prometheus").isZero();
            return Path.of(printed.getLast());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
