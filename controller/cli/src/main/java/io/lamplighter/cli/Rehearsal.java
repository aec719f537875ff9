package io.lamplighter.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs the commands that stand in a file, a line each, one after the other. Java makes a start-up cache from what one
 * process did, and {@code lamp} is many commands: only packaging calls this.
 */
final class Rehearsal {
    private Rehearsal() {}

    public static void main(String... arguments) throws IOException {
        for (String command : Files.readAllLines(Path.of(arguments[0]))) {
            int status = Lamp.run(Surroundings.ofThisProcess(), List.of(command.split(" ", -1)));
            System.err.println("lamp " + command + ": " + status);
        }
    }
}
