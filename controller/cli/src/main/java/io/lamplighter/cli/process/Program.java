package io.lamplighter.cli.process;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A program on this machine.
 *
 * @param file where it stands
 */
public record Program(Path file) {
    private static final int PRINTED_BYTES = 64 << 20;

    public Program {
        file = file.toAbsolutePath();
    }

    /**
     * Looks for a program in the folders of a search path; an entry that depends on where one stands does not count.
     *
     * @param searchPath the value of {@code PATH}
     */
    public static Optional<Program> find(String name, String searchPath) {
        return Stream.of(searchPath.split(File.pathSeparator, -1))
                .filter(entry -> entry.startsWith("/"))
                .map(entry -> Path.of(entry).resolve(name))
                .filter(Program::isOne)
                .map(Program::new)
                .findFirst();
    }

    /** Whether a file can be started. */
    public static boolean isOne(Path file) {
        return Files.isExecutable(file) && !Files.isDirectory(file);
    }

    /**
     * Runs it to its end, without input, and keeps what it prints.
     *
     * @throws IOException when it cannot be started, or prints more than 64 MiB
     */
    public ProgramResult run(Duration limit, String... arguments) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command(List.of(arguments))).start();
        try {
            process.getOutputStream().close();
            CompletableFuture<String> out = text(process.getInputStream());
            CompletableFuture<String> err = text(process.getErrorStream());
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)
                    ? new ProgramResult.Exited(process.exitValue(), joined(out), joined(err))
                    : new ProgramResult.TimedOut();
        } finally {
            process.destroyForcibly();
        }
    }

    /**
     * Lets it speak for itself on this terminal; its exit code.
     *
     * @throws IOException when it cannot be started
     */
    public int runHere(List<String> arguments) throws IOException, InterruptedException {
        return new ProcessBuilder(command(arguments)).inheritIO().start().waitFor();
    }

    private List<String> command(List<String> arguments) {
        return Stream.concat(Stream.of(file.toString()), arguments.stream()).toList();
    }

    /** Both streams are read at once: a program that fills the one nobody reads would hang. */
    private static CompletableFuture<String> text(InputStream stream) {
        CompletableFuture<String> text = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try (stream) {
                byte[] bytes = stream.readNBytes(PRINTED_BYTES + 1);
                if (bytes.length > PRINTED_BYTES) {
                    throw new IOException("it prints more than " + (PRINTED_BYTES >> 20) + " MiB");
                }
                text.complete(new String(bytes, StandardCharsets.UTF_8));
            } catch (IOException e) {
                text.completeExceptionally(e);
            }
        });
        return text;
    }

    private static String joined(CompletableFuture<String> text) throws IOException {
        try {
            return text.join();
        } catch (CompletionException e) {
            throw new IOException(e.getCause());
        }
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
