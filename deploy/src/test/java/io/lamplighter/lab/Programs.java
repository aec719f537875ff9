package io.lamplighter.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Where the programs are started from. */
public enum Programs {
    /** As every build makes them, on the Java runtime of the tests. */
    BUILT {
        @Override
        List<String> command(String program, List<String> properties, UnaryOperator<Path> seen) {
            Path home = Path.of(System.getProperty("java.home"));
            List<String> command = new ArrayList<>(List.of(
                    seen.apply(home).resolve("bin/java").toString(),
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:-UsePerfData",
                    "-Xlog:disable", // what a JVM says of its archive
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow"));
            Path jar = jar(program);
            Path folder = Objects.requireNonNull(jar.getParent());
            if (seen.apply(folder).equals(folder)) { // an archive knows where its jars are
                command.add("-XX:SharedArchiveFile=" + StartUpArchive.of(program, command, jar));
            }
            command.addAll(properties);
            command.addAll(List.of(
                    "-jar", seen.apply(folder).resolve(jar.getFileName()).toString()));
            return command;
        }
    },
    /** As users run them. */
    PACKAGED {
        @Override
        List<String> command(String program, List<String> properties, UnaryOperator<Path> seen) {
            List<String> command = new ArrayList<>();
            Path distribution = existing(Path.of("../target/dist"), "make package");
            command.add(seen.apply(distribution).resolve("bin/" + program).toString());
            command.addAll(properties);
            return command;
        }
    };

    /** @param seen how the one who starts it names a folder of the build or of Java */
    abstract List<String> command(String program, List<String> properties, UnaryOperator<Path> seen);

    private static Path jar(String program) {
        return existing(
                switch (program) {
                    case "lamplighter-controller" -> quarkus("../controller/server");
                    case "lamplighter-agent" -> quarkus("../agent");
                    default -> lamp();
                },
                "make test");
    }

    private static Path quarkus(String module) {
        return Path.of(module, "target/quarkus-app/quarkus-run.jar");
    }

    private static Path lamp() {
        try (Stream<Path> files = Files.list(Path.of("../controller/cli/target"))) {
            return files.filter(
                            file -> file.getFileName().toString().matches("lamplighter-cli-[\\d.]+(-SNAPSHOT)?\\.jar"))
                    .findFirst()
                    .orElse(Path.of("lamplighter-cli.jar"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path existing(Path file, String target) {
        if (!Files.exists(file)) {
            throw new IllegalStateException(file + " is missing: `" + target + "` makes it before it comes here");
        }
        return file.toAbsolutePath().normalize();
    }
}
