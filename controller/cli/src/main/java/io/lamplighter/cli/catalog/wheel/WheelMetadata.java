package io.lamplighter.cli.catalog.wheel;

import io.lamplighter.versions.pep508.MarkerEnvironment;
import io.lamplighter.versions.pep508.Requirement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A wheel's {@code METADATA}.
 *
 * @param requires what it asks for, with markers and extras unless they were resolved
 * @param notRead what it asks for in a form that is no requirement, like a URL
 */
record WheelMetadata(
        String name,
        String version,
        @Nullable String requiresPython,
        List<Requirement> requires,
        List<String> notRead) {
    private static final String NAME = "Name";
    private static final String VERSION = "Version";
    private static final String REQUIRES_PYTHON = "Requires-Python";
    private static final String REQUIRES = "Requires-Dist";

    WheelMetadata {
        requires = List.copyOf(requires);
        notRead = List.copyOf(notRead);
    }

    /**
     * Reads the fields above the first empty line, which are those of an e-mail (PEP 566).
     *
     * @throws IllegalArgumentException when name or version is missing
     */
    static WheelMetadata parse(String text) {
        List<String> lines = unfolded(text);
        List<Requirement> requires = new ArrayList<>();
        List<String> notRead = new ArrayList<>();
        fields(lines, REQUIRES).forEach(field -> {
            try {
                requires.add(Requirement.parse(field));
            } catch (IllegalArgumentException e) {
                notRead.add(field);
            }
        });
        return new WheelMetadata(
                required(lines, NAME),
                required(lines, VERSION),
                fields(lines, REQUIRES_PYTHON).findFirst().orElse(null),
                requires,
                notRead);
    }

    /** The same without what no machine of the wheel's is asked for, extras left out. */
    WheelMetadata on(WheelName wheel) {
        List<MarkerEnvironment> machines = WheelMachines.of(wheel);
        List<Requirement> asked = requires.stream()
                .filter(requirement -> requirement.marker() == null
                        || machines.stream().anyMatch(machine -> requirement.appliesTo(machine, Set.of())))
                .toList();
        return new WheelMetadata(name, version, requiresPython, asked, notRead);
    }

    /** What a package asks for, by its normalized name. */
    Optional<Requirement> requirement(String name) {
        return requires.stream()
                .filter(requirement -> requirement.name().equals(name))
                .findFirst();
    }

    /** Where it is not the metadata of a file of this name, a sentence each. */
    List<String> differences(WheelName wheel) {
        List<String> differences = new ArrayList<>();
        if (!WheelName.normalized(name).equals(wheel.name())) {
            differences.add("its METADATA names " + name + ", its file " + wheel.name());
        }
        if (!version.equals(wheel.version().toString())) {
            differences.add("its METADATA says version " + version + ", its file " + wheel.version());
        }
        return differences;
    }

    private static List<String> unfolded(String text) {
        List<String> lines = new ArrayList<>();
        for (String line : text.lines().takeWhile(line -> !line.isEmpty()).toList()) {
            boolean continues = line.startsWith(" ") || line.startsWith("\t");
            if (continues && !lines.isEmpty()) {
                lines.add(lines.removeLast() + " " + line.strip());
            } else {
                lines.add(line);
            }
        }
        return lines;
    }

    private static Stream<String> fields(List<String> lines, String name) {
        String beginning = name + ":";
        return lines.stream()
                .filter(line -> line.regionMatches(true, 0, beginning, 0, beginning.length()))
                .map(line -> line.substring(beginning.length()).strip());
    }

    private static String required(List<String> lines, String name) {
        return fields(lines, name)
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("its METADATA has no " + name));
    }
}
