package io.lamplighter.agent.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A program to run.
 *
 * @param arguments the program's absolute path first
 * @param environment all that it gets: nothing is inherited
 * @param directory where it runs
 * @param timeout after which its whole process group is killed
 */
public record Command(List<String> arguments, Map<String, String> environment, Path directory, Duration timeout) {
    public Command {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
        if (arguments.isEmpty() || !Path.of(arguments.getFirst()).isAbsolute()) {
            throw new IllegalArgumentException("a program is started by its absolute path: " + arguments);
        }
    }

    /** With an empty environment, in the root directory. */
    public static Command of(Duration timeout, String... arguments) {
        return new Command(List.of(arguments), Map.of(), Path.of("/"), timeout);
    }
}
