package io.lamplighter.agent.exposure;

import io.lamplighter.agent.durable.Access;
import io.lamplighter.agent.layout.Layout;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.plan.Step.Expose;
import io.lamplighter.api.plan.Step.Expose.Extra;
import java.nio.file.Path;
import java.util.List;
import java.util.SequencedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** {@code <name>-activate}, for a shell that is to stay in one generation: its open descriptor holds the lock. */
final class Activation implements Way {
    private static final String TEMPLATE = ShellText.template("activate.sh");

    @Override
    public List<Exhibit> exhibits(Exposing exposing) {
        return exposing.wanted().has(Extra.ACTIVATE) ? List.of(script(exposing)) : List.of();
    }

    @Override
    public List<Path> places(Layout layout, EnvironmentName name) {
        return List.of(file(layout, name));
    }

    private static Exhibit script(Exposing exposing) {
        Path file = file(exposing.layout(), exposing.name());
        String home = exposing.layout().environment(exposing.name()).toString();
        String text = TEMPLATE.replace("@HOME@/current):", shownInQuotes(home) + "/current):")
                .replace("@HOME@", ShellText.quote(home))
                .replace("@FILE@", ShellText.quote(file.toString()))
                .replace("@NAME@", exposing.name().value())
                .replace("@SAVE@", lines(exposing.wanted(), """
                        [ -z "${%1$s+x}" ] || _lamplighter_old_%1$s=$%1$s"""))
                .replace("@RESTORE@", lines(exposing.wanted(), """
                            unset %1$s
                            [ -z "${_lamplighter_old_%1$s+x}" ] || export %1$s="$_lamplighter_old_%1$s"
                            unset _lamplighter_old_%1$s"""))
                .replace("@VARIABLES@", ShellText.exports(exposing.wanted()));
        return new Exhibit.Text(file, text, Access.READABLE);
    }

    private static String lines(Expose wanted, String each) {
        SequencedSet<String> names = new TreeSet<>(ShellText.variables(wanted).keySet());
        names.add("PYTHONHOME");
        return names.stream().map(each::formatted).collect(Collectors.joining("\n"));
    }

    /** Inside of double quotes. */
    private static String shownInQuotes(String text) {
        return text.replaceAll("[\\\\\"$`]", "\\\\$0");
    }

    private static Path file(Layout layout, EnvironmentName name) {
        return layout.bin().resolve(name + "-activate");
    }
}
