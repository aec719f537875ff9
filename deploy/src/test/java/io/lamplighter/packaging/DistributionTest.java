package io.lamplighter.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DistributionTest {
    private static final Path SCRIPTS = Path.of("package").toAbsolutePath();
    private static final FileTime ONE_TIME = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));

    @TempDir
    Path scratch;

    private Path distribution;

    @BeforeEach
    void prepareTheRuntime() throws IOException {
        distribution = Files.createDirectories(scratch.resolve("a dist"));
        Files.createSymbolicLink(distribution.resolve("runtime"), Path.of(System.getProperty("java.home")));
    }

    /** Trap J1: a start-up cache runs the classes that it was made from, whatever the jar says by then. */
    @Test
    void runsANewClassOfTheSameSizeAndTime() throws Exception {
        Path jar = jar("System.out.println(\"old\");");
        long size = Files.size(jar);
        assemble(jar);
        assertThat(program()).isEqualTo("old");

        jar("System.out.println(\"new\");");
        assemble(jar);

        assertThat(Files.size(jar)).isEqualTo(size);
        assertThat(Files.getLastModifiedTime(jar)).isEqualTo(ONE_TIME);
        assertThat(program()).isEqualTo("new");
    }

    @Test
    void startsFromItsCache() throws Exception {
        assemble(jar("System.out.println(\"cached\");"));

        assertThat(program("-Dignored=1", "x")).isEqualTo("cached");
        assertThat(run(
                        List.of(distribution.resolve("bin/program").toString()),
                        Map.of("JDK_JAVA_OPTIONS", "-Xlog:class+load:stdout -XX:AOTMode=on")))
                .contains("Program source: shared objects file");
    }

    @Test
    void keepsTheCacheOfAnUnchangedProgram() throws Exception {
        Path jar = jar("System.out.println(\"same\");");
        Path cache = assemble(jar).resolve("program.aot");
        FileTime made = Files.getLastModifiedTime(cache);

        Path again = assemble(jar).resolve("program.aot");

        assertThat(again).isEqualTo(cache);
        assertThat(Files.getLastModifiedTime(again)).isEqualTo(made);
    }

    @Test
    void leavesNothingOfTheVersionBefore() throws Exception {
        assemble(jar("System.out.println(\"old\");"));

        Path current = assemble(jar("System.out.println(\"new\");"));

        try (Stream<Path> versions = Files.list(distribution.resolve("lib/program"))) {
            assertThat(versions).containsExactly(current);
        }
    }

    @Test
    void handsLeadingPropertiesToTheJvmAndTheRestToTheProgram() throws Exception {
        assemble(jar("System.out.println(System.getProperty(\"place\") + String.join(\"|\", arguments));"));

        assertThat(program("-Dplace=a b", "-Dother=1", "apply", "-f", "two words", "-Dplace=c"))
                .isEqualTo("a bapply|-f|two words|-Dplace=c");
        assertThat(program("-Dplace=alone")).isEqualTo("alone");
        assertThat(program()).isEqualTo("null");
    }

    @Test
    void startsThroughLinksFromAnotherFolderAfterAMove() throws Exception {
        assemble(jar("System.out.println(\"here\");"));
        Path moved = Files.move(distribution, scratch.resolve("moved"));
        Path link = Files.createSymbolicLink(scratch.resolve("program"), moved.resolve("bin/program"));

        assertThat(run(List.of(link.toString()), Map.of())).isEqualTo("here");
    }

    /** The one class of the program, in a jar that is stored, so that texts of one length make jars of one size. */
    private Path jar(String statement) throws IOException {
        Path source = Files.writeString(
                scratch.resolve("Program.java"),
                "class Program { public static void main(String[] arguments) { " + statement + " } }");
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, source.toString()))
                .isZero();

        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "Program");
        Path jar = scratch.resolve("program.jar");
        try (var entries = new JarOutputStream(Files.newOutputStream(jar))) {
            entries.setLevel(0);
            for (String name : List.of("META-INF/MANIFEST.MF", "Program.class")) {
                JarEntry entry = new JarEntry(name);
                entry.setLastModifiedTime(ONE_TIME);
                entries.putNextEntry(entry);
                if (name.endsWith(".class")) {
                    entries.write(Files.readAllBytes(scratch.resolve(name)));
                } else {
                    manifest.write(entries);
                }
            }
        }
        return Files.setLastModifiedTime(jar, ONE_TIME);
    }

    private Path assemble(Path jar) throws Exception {
        Path flags = Files.writeString(scratch.resolve("flags"), "-XX:+UseSerialGC\n");
        String folder = run(
                List.of(
                        SCRIPTS.resolve("add").toString(),
                        distribution.toString(),
                        "program",
                        flags.toString(),
                        jar.toString()),
                Map.of("JAVA_HOME", System.getProperty("java.home")));
        run(List.of(SCRIPTS.resolve("train").toString(), folder, "-jar", folder + "/program.jar"), Map.of());
        return Path.of(folder);
    }

    private String program(String... arguments) throws Exception {
        return run(
                Stream.concat(Stream.of(distribution.resolve("bin/program").toString()), Stream.of(arguments))
                        .toList(),
                Map.of());
    }

    private String run(List<String> command, Map<String, String> environment) throws Exception {
        var builder = new ProcessBuilder(command).directory(scratch.toFile());
        builder.environment().keySet().retainAll(List.of("PATH"));
        builder.environment().putAll(environment);
        Path errors = scratch.resolve("errors");
        Process process = builder.redirectError(errors.toFile()).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(() -> command + " " + read(errors)).isZero();
        return output.strip();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
