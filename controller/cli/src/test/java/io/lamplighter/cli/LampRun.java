package io.lamplighter.cli;

import io.lamplighter.cli.output.Screen;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs lamp inside the test, in a home of its own; time passes only where lamp pauses. */
final class LampRun {
    private static final String TOKEN = "operator-token-of-the-test";

    private final Path folder;
    private final Map<String, String> variables = new HashMap<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private String input = "";
    private boolean colours;
    private Runnable whilePausing = () -> {};
    private Instant now = Instant.parse("2026-11-23T10:00:00Z");

    LampRun(Path folder) {
        this.folder = folder;
    }

    LampRun withController(FakeController controller) {
        variables.put("LAMP_CONTROLLER", controller.url());
        write(".local/state/lamplighter-controller/operator.token", TOKEN + "\n");
        return this;
    }

    LampRun withVariable(String name, String value) {
        variables.put(name, value);
        return this;
    }

    LampRun withInput(String text) {
        input = text;
        return this;
    }

    LampRun withColours() {
        colours = true;
        return this;
    }

    LampRun whilePausing(Runnable action) {
        whilePausing = action;
        return this;
    }

    /** A program that prints these facts, and as doctor writes down what it was given and ends with 1. */
    LampRun withAgent(String facts) {
        write("facts.json", facts);
        Path program = write("bin/lamplighter-agent", """
                #!/bin/sh
                case $1 in
                facts) cat %1$s/facts.json;;
                doctor) shift; echo "$@" > %1$s/doctor; exit 1;;
                esac
                """.formatted(folder));
        try {
            Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    Path write(String name, String text) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int run(String... arguments) {
        Surroundings surroundings = new Surroundings(
                variables,
                folder,
                folder.resolve("bin"),
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new Screen(new PrintWriter(out, true), new PrintWriter(err, true), colours),
                () -> now,
                this::pass);
        List<String> inFolder = new ArrayList<>();
        for (String argument : arguments) {
            inFolder.add(argument.replace("FOLDER", folder.toString()));
        }
        return Lamp.run(surroundings, inFolder);
    }

    /** Standard output, with the test's folder named FOLDER. */
    String out() {
        return out.toString().replace(folder.toString(), "FOLDER");
    }

    String err() {
        return err.toString().replace(folder.toString(), "FOLDER");
    }

    private void pass(Duration duration) {
        now = now.plus(duration);
        whilePausing.run();
    }
}
