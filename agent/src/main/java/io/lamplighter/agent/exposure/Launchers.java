package io.lamplighter.agent.exposure;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lamplighter.agent.durable.Access;
import io.lamplighter.agent.durable.DurableFiles;
import io.lamplighter.agent.layout.Layout;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.VariableName;
import io.lamplighter.api.plan.Step.Expose;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * {@code <name>-python} and {@code <name>-run}: they hand out resolved paths only and hold a shared lock on the
 * generation, so that a process never sees a switch and what it uses is never removed. Their suffix keeps them from
 * hiding any program of the system.
 */
public final class Launchers {
    private static final String TEMPLATE = template();
    private static final String PYTHON = "exec \"$generation/bin/python\" \"$@\"";
    private static final String RUN = """
            if [ "$#" -eq 0 ]; then
                echo "usage: @NAME@-run PROGRAM [ARGUMENT...]" >&2
                exit 2
            fi
            exec "$@\"""";

    private static final Set<PosixFilePermission> SHARED = PosixFilePermissions.fromString("rwxr-xr-x");

    private final Layout layout;

    public Launchers(Layout layout) {
        this.layout = layout;
    }

    /** Writes both, anew if need be; where the plan wants none, takes them away. */
    public void expose(EnvironmentName environment, Expose expose) throws IOException {
        if (!expose.launcher()) {
            remove(environment);
            return;
        }
        Files.createDirectories(layout.bin());
        Files.setPosixFilePermissions(layout.bin(), SHARED);
        write(python(environment), environment, expose.variables(), PYTHON);
        write(run(environment), environment, expose.variables(), RUN);
    }

    /** Whether one of them is not there, wanted or not. */
    public boolean isMissing(EnvironmentName environment) {
        return Files.notExists(python(environment)) || Files.notExists(run(environment));
    }

    /** Takes both away; what was started by them goes on. */
    public void remove(EnvironmentName environment) throws IOException {
        if (Files.isDirectory(layout.bin())) {
            DurableFiles.remove(python(environment));
            DurableFiles.remove(run(environment));
        }
    }

    private Path python(EnvironmentName environment) {
        return layout.bin().resolve(environment + "-python");
    }

    private Path run(EnvironmentName environment) {
        return layout.bin().resolve(environment + "-run");
    }

    private void write(Path file, EnvironmentName environment, Map<VariableName, String> variables, String start)
            throws IOException {
        String text = TEMPLATE.replace("@EXEC@", start)
                .replace("@HOME@", quote(layout.environment(environment).toString()))
                .replace("@NAME@", environment.value())
                .replace("@VARIABLES@", exports(variables));
        DurableFiles.replace(file, text.getBytes(UTF_8), Access.EXECUTABLE);
    }

    private static String exports(Map<VariableName, String> variables) {
        return new TreeMap<>(variables)
                .entrySet().stream()
                        .map(each -> "export " + each.getKey() + "=" + quote(each.getValue()))
                        .collect(Collectors.joining("\n"));
    }

    /** For a POSIX shell, whatever is in it. */
    private static String quote(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    private static String template() {
        try (InputStream file = Objects.requireNonNull(Launchers.class.getResourceAsStream("launcher.sh"))) {
            return new String(file.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
