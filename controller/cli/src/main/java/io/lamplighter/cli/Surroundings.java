package io.lamplighter.cli;

import io.lamplighter.cli.output.Screen;
import io.lamplighter.cli.status.Pause;
import java.io.Console;
import java.io.InputStream;
import java.io.PrintWriter;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that commands see of the world around them.
 *
 * @param variables of the process
 * @param home of its account
 * @param programs the folder where lamp's own program stands; absent when it runs from class files
 */
record Surroundings(
        Map<String, String> variables,
        Path home,
        @Nullable Path programs,
        InputStream input,
        Screen screen,
        InstantSource clock,
        Pause pause) {
    Surroundings {
        variables = Map.copyOf(variables);
    }

    static Surroundings ofThisProcess() {
        Map<String, String> variables = System.getenv();
        return new Surroundings(
                variables,
                Path.of(System.getProperty("user.home")),
                besideThisProgram(),
                System.in,
                new Screen(
                        new PrintWriter(System.out, false, StandardCharsets.UTF_8),
                        new PrintWriter(System.err, false, StandardCharsets.UTF_8),
                        colours(variables, isTerminal())),
                InstantSource.system(),
                Thread::sleep);
    }

    /** The convention of no-color.org, and terminals that can't. */
    static boolean colours(Map<String, String> variables, boolean terminal) {
        return terminal
                && variables.getOrDefault("NO_COLOR", "").isEmpty()
                && !variables.getOrDefault("TERM", "dumb").equals("dumb");
    }

    /** There may be a console without a terminal, and on other releases of the JDK none at all. */
    private static boolean isTerminal() {
        return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    }

    /** In a package, the jar is somewhere under the folder whose {@code bin} holds {@code lamp}. */
    private static @Nullable Path besideThisProgram() {
        CodeSource source = Surroundings.class.getProtectionDomain().getCodeSource();
        if (source == null) {
            return null;
        }
        try {
            Path folder = Path.of(source.getLocation().toURI()).getParent();
            while (folder != null && !Files.isRegularFile(folder.resolve("bin/lamp"))) {
                folder = folder.getParent();
            }
            return folder == null ? null : folder.resolve("bin");
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
