package io.lamplighter.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lamplighter.api.name.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The classes of a program as its JVM has them when it has loaded them, of one run for all that follow: half of what a
 * start takes is loading. Named by the content of every jar, since neither their sizes nor their times tell them apart.
 */
final class StartUpArchive {
    private static final Path FOLDER = Path.of("target/start-up").toAbsolutePath();
    private static final Map<String, Path> MADE = new ConcurrentHashMap<>();

    private StartUpArchive() {}

    /**
     * That of a program; the first who asks makes it.
     *
     * @param java its command line up to the jar
     */
    static Path of(String program, List<String> java, Path jar) {
        return MADE.computeIfAbsent(program, each -> {
            try {
                Path archive = FOLDER.resolve(each).resolve(contentOf(jar) + ".jsa");
                if (Files.notExists(archive)) {
                    make(java, jar, archive);
                }
                return archive;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        });
    }

    /** What there was of the program before is of no more use. */
    private static void make(List<String> java, Path jar, Path archive) throws IOException, InterruptedException {
        Path folder = Objects.requireNonNull(archive.getParent());
        remove(folder);
        Files.createDirectories(folder);
        Path made = folder.resolve("made");
        List<String> command = new ArrayList<>(java);
        command.addAll(List.of(
                "-XX:ArchiveClassesAtExit=" + made,
                "-Dlamplighter.directory=" + folder.resolve("state"),
                "-Dlamplighter.controller.url=http://127.0.0.1:1",
                "-Dquarkus.http.port=0",
                "-jar",
                jar.toString()));
        Program.start(Surroundings.OURS, command, List.of(), folder.resolve("log"))
                .endOnceItRan();
        Files.move(made, archive, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void remove(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }

    private static String contentOf(Path jar) throws IOException {
        StringBuilder content = new StringBuilder();
        try (Stream<Path> files = Files.walk(Objects.requireNonNull(jar.getParent()))) {
            for (Path file : files.filter(each -> each.toString().endsWith(".jar"))
                    .sorted()
                    .toList()) {
                content.append(file).append(Sha256.of(Files.readAllBytes(file)).hex());
            }
        }
        return Sha256.of(content.toString().getBytes(UTF_8)).hex();
    }
}
