package io.lamplighter.agent.installer;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A file as an index lists it. Its name and its metadata are all that a solve reads; the file itself does not exist.
 *
 * @param project as it is written in file names, {@code typing_extensions}
 * @param ending of its name: tags of a wheel, {@code cp311-cp311-win_amd64.whl}, or {@code .tar.gz}
 */
record ListedFile(String project, String version, String ending, List<String> requires, Listing listing) {
    /** How an index shows a file. */
    enum Listing {
        /** As any other. */
        OFFERED,
        /** Withdrawn by its makers, and still there. */
        YANKED,
        /** On another host, which nobody named as a source. */
        ELSEWHERE,
        /** As any other, and not to be taken. */
        DECOY
    }

    ListedFile {
        requires = List.copyOf(requires);
    }

    static ListedFile wheel(String project, String version, String tags, String... requires) {
        return new ListedFile(project, version, "-" + tags + ".whl", List.of(requires), Listing.OFFERED);
    }

    static ListedFile source(String project, String version) {
        return new ListedFile(project, version, ".tar.gz", List.of(), Listing.DECOY);
    }

    ListedFile as(Listing other) {
        return new ListedFile(project, version, ending, requires, other);
    }

    /** The name that indexes list it under. */
    String name() {
        return project.replace('_', '-');
    }

    String fileName() {
        return project + "-" + version + ending;
    }

    String metadata() {
        return "Metadata-Version: 2.1\nName: " + name() + "\nVersion: " + version + "\n"
                + requires.stream()
                        .map(requirement -> "Requires-Dist: " + requirement + "\n")
                        .collect(Collectors.joining());
    }
}
