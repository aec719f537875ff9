package io.lamplighter.agent.exposure;

import io.lamplighter.agent.durable.Access;
import io.lamplighter.agent.layout.Layout;
import io.lamplighter.api.name.EnvironmentName;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code <name>-python} and {@code <name>-run}: they hand out resolved paths only and hold a shared lock on the
 * generation, so that a process never sees a switch and what it uses is never removed.
 */
final class Launchers implements Way {
    /** Starts the generation's Python. */
    static final String PYTHON = "exec \"$generation/bin/python\" \"$@\"";

    /** Starts the generation's program of the launcher's own name. */
    static final String NAMESAKE = "exec \"$generation/bin/${0##*/}\" \"$@\"";

    private static final String TEMPLATE = ShellText.template("launcher.sh");
    private static final String RUN = """
            if [ "$#" -eq 0 ]; then
                echo "usage: @NAME@-run PROGRAM [ARGUMENT...]" >&2
                exit 2
            fi
            exec "$@\"""";

    @Override
    public List<Exhibit> exhibits(Exposing exposing) {
        return exposing.wanted().launcher()
                ? List.of(
                        launcher(python(exposing.layout(), exposing.name()), exposing, PYTHON),
                        launcher(run(exposing.layout(), exposing.name()), exposing, RUN))
                : List.of();
    }

    @Override
    public List<Path> places(Layout layout, EnvironmentName name) {
        return List.of(python(layout, name), run(layout, name));
    }

    /** A program that finds the generation, locks it, and then does what is said. */
    static Exhibit launcher(Path file, Exposing exposing, String start) {
        String text = TEMPLATE.replace("@EXEC@", start)
                .replace(
                        "@HOME@",
                        ShellText.quote(
                                exposing.layout().environment(exposing.name()).toString()))
                .replace("@NAME@", exposing.name().value())
                .replace("@VARIABLES@", ShellText.exports(exposing.wanted()));
        return new Exhibit.Text(file, text, Access.EXECUTABLE);
    }

    private static Path python(Layout layout, EnvironmentName name) {
        return layout.bin().resolve(name + "-python");
    }

    private static Path run(Layout layout, EnvironmentName name) {
        return layout.bin().resolve(name + "-run");
    }
}
