package io.lamplighter.cli.takeover;

import io.lamplighter.cli.exit.LampException;
import io.lamplighter.versions.pep508.Requirement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A {@code requirements.txt} of pip, and those that it includes. */
final class RequirementsFile {
    private static final Pattern COMMENT = Pattern.compile("(^|\\s)#.*$");
    private static final Pattern HASH = Pattern.compile("\\s+--hash[= ]\\S+");
    private static final Pattern OPTION = Pattern.compile("(--?[a-z-]+)(?:\\s*[= ]\\s*(.+))?");

    private final Imported into;
    private final Set<Path> read = new HashSet<>();

    RequirementsFile(Imported into) {
        this.into = into;
    }

    void read(Path file) {
        if (!read.add(file.toAbsolutePath().normalize())) {
            return;
        }
        StringBuilder logical = new StringBuilder();
        int number = 0;
        for (String line : text(file).lines().toList()) {
            number++;
            if (line.endsWith("\\")) {
                logical.append(line, 0, line.length() - 1).append(' ');
                continue;
            }
            logical.append(line);
            take(file, number, logical.toString());
            logical.setLength(0);
        }
        take(file, number, logical.toString());
    }

    private void take(Path file, int number, String written) {
        String line = COMMENT.matcher(written).replaceAll("").strip();
        if (HASH.matcher(line).find()) {
            into.remark("digests are not carried over: the first build that is proved keeps its own");
            line = HASH.matcher(line).replaceAll("").strip();
        }
        String where = file.getFileName() + ":" + number;
        if (line.startsWith("-")) {
            option(file, where, line);
        } else if (!line.isEmpty()) {
            requirement(where, line);
        }
    }

    private void option(Path file, String where, String line) {
        Matcher option = OPTION.matcher(line);
        String name = option.matches() ? option.group(1) : line;
        String value =
                option.matches() && option.group(2) != null ? option.group(2).strip() : "";
        switch (name) {
            case "-r", "--requirement" -> read(file.resolveSibling(value));
            case "-i", "--index-url", "--extra-index-url" -> into.index(where, value);
            case "--prefer-binary", "--only-binary", "--require-hashes" -> {} // what is always so
            case "-e", "--editable" -> into.leftOut(where, line, "an editable install lives in somebody's folder");
            case "-c", "--constraint" ->
                into.leftOut(where, line, "constraints are not read: import the file that `pip freeze` writes");
            default -> into.leftOut(where, line, "no manifest says this option");
        }
    }

    private void requirement(String where, String line) {
        try {
            Requirement.parse(line);
            into.pip(line);
        } catch (IllegalArgumentException e) {
            into.leftOut(where, line, String.valueOf(e.getMessage()));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw LampException.unreadable(file, e, "name a file of requirements");
        }
    }
}
