package io.lamplighter.agent.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A program to run.
 *
 * @param arguments the program's absolute path first
 * @param environment all that it gets: nothing is inherited
 * @param directory where it runs
 * @param timeout after which its whole process group is killed
 * @param isolation what code of packages is kept from where the agent has the means to, in system mode; absent for
 *     programs that run none
 * @param secrets files that only the program's account can read, and that are gone when it ends
 */
public record Command(
        List<String> arguments,
        Map<String, String> environment,
        Path directory,
        Duration timeout,
        @Nullable Isolation isolation,
        List<SecretFile> secrets) {
    public Command {
        secrets = List.copyOf(secrets);
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
        if (arguments.isEmpty() || !Path.of(arguments.getFirst()).isAbsolute()) {
            throw new IllegalArgumentException("a program is started by its absolute path: " + arguments);
        }
    }

    /** One that runs no code of packages. */
    public Command(List<String> arguments, Map<String, String> environment, Path directory, Duration timeout) {
        this(arguments, environment, directory, timeout, null, List.of());
    }

    /** The same for code of packages: without a network, and able to write into its home, its scratch and these. */
    public Command isolated(Path... writable) {
        return new Command(arguments, environment, directory, timeout, new Isolation(List.of(writable)), secrets);
    }

    /** The same for one that has been handed them. */
    public Command withoutSecrets() {
        return new Command(arguments, environment, directory, timeout, isolation, List.of());
    }

    /** The same with secrets. */
    public Command handing(List<SecretFile> handed) {
        return new Command(arguments, environment, directory, timeout, isolation, handed);
    }

    /** With an empty environment, in the root directory. */
    public static Command of(Duration timeout, String... arguments) {
        return new Command(List.of(arguments), Map.of(), Path.of("/"), timeout);
    }

    /**
     * No network, and nothing of the agent's directory can be written.
     *
     * @param writable folders that can be all the same
     */
    public record Isolation(List<Path> writable) {
        public Isolation {
            writable = List.copyOf(writable);
        }
    }
}
