package io.lamplighter.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A machine as the scripts see it: a root and a home that are folders, and a PATH with the base system's programs. */
final class FakeMachine {
    private static final Path SCRIPTS = Path.of("dev").toAbsolutePath();
    private static final List<String> BASE = List.of(
            "sh",
            "sed",
            "dirname",
            "readlink",
            "tr",
            "cat",
            "ls",
            "mkdir",
            "rm",
            "chmod",
            "printf",
            "tar",
            "gzip",
            "uname",
            "env",
            "ln");

    private final Path root;
    private final Path programs;
    private final Map<String, String> environment = new HashMap<>();

    FakeMachine(Path root) throws IOException {
        this.root = root;
        programs = Files.createDirectories(root.resolve("usr/bin"));
        for (String name : BASE) {
            Files.createSymbolicLink(programs.resolve(name), onThePath(name));
        }
        environment.put("PATH", programs.toString());
        environment.put(
                "HOME", Files.createDirectories(root.resolve("home/person")).toString());
        user(0);
    }

    /** Whose account the scripts run as. */
    void user(int id) throws IOException {
        program(programs.resolve("id"), "echo " + id);
    }

    void variable(String name, String value) {
        environment.put(name, value);
    }

    /** A package manager that knows one package, and installs it by running a script. */
    void packageManager(String name, String packages, String installation) throws IOException {
        program(programs.resolve(name), """
                case " $* " in
                    *" %s ") %s ;;
                    *) echo "$*" >> "%s"; exit 1 ;;
                esac
                """.formatted(packages, installation, root.resolve("refused")));
    }

    /** The shell text that puts a JDK there. */
    static String jdkInstallation(Path home, String version) {
        return """
                mkdir -p "%1$s/bin"
                echo 'JAVA_VERSION="%2$s"' > "%1$s/release"
                echo > "%1$s/bin/javac"
                chmod +x "%1$s/bin/javac"
                """.formatted(home, version);
    }

    Path jdk(String place, String version) throws IOException {
        Path home = root.resolve(place);
        Path javac = home.resolve("bin/javac");
        program(javac, "exit 1");
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    Path maven(Path home, String version) throws IOException {
        Path mvn = home.resolve("bin/mvn");
        program(mvn, "echo 'Apache Maven " + version + " (abc)'");
        return mvn;
    }

    /** Puts a program of the fake machine on its PATH. */
    void onPath(Path program) throws IOException {
        Files.createSymbolicLink(programs.resolve(program.getFileName()), program);
    }

    Path path(String place) {
        return root.resolve(place);
    }

    Answer run(String script, Path... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(SCRIPTS.resolve(script).toString());
        for (Path argument : arguments) {
            command.add(argument.toString());
        }
        var builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().putAll(environment);
        Path errors = root.resolve("errors");
        builder.redirectError(errors.toFile());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return new Answer(
                process.exitValue(), output.strip(), Files.readString(errors).strip());
    }

    private static void program(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + text + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private static Path onThePath(String name) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }

    /** What a script said. */
    record Answer(int exit, String output, String errors) {}
}
