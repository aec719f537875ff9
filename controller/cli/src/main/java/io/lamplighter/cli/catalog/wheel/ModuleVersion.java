package io.lamplighter.cli.catalog.wheel;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a package's {@code version.py} says, as torch writes it when it is built: {@code cuda = '13.0'}, in newer ones
 * {@code cuda: Optional[str] = '13.0'}.
 *
 * @param version with its local label, which the file's name may hide
 * @param cuda absent where it says {@code None} or nothing
 * @param saysCuda whether it speaks of CUDA at all
 */
record ModuleVersion(@Nullable String version, @Nullable String cuda, boolean saysCuda) {
    static final ModuleVersion SILENT = new ModuleVersion(null, null, false);

    private static final Pattern ASSIGNMENT = Pattern.compile(
            "^(__version__|cuda)[ \\t]*(?::[^=\\n]*)?=[ \\t]*(?:(['\"])([^'\"\\n]*)\\2|None)", Pattern.MULTILINE);

    static ModuleVersion parse(String text) {
        String version = null;
        String cuda = null;
        boolean saysCuda = false;
        Matcher assignment = ASSIGNMENT.matcher(text);
        while (assignment.find()) {
            if (assignment.group(1).equals("cuda")) {
                saysCuda = true;
                cuda = assignment.group(3);
            } else {
                version = assignment.group(3);
            }
        }
        return new ModuleVersion(version, cuda, saysCuda);
    }

    /** What stands behind the plus: {@code cu130}. */
    Optional<String> label() {
        return Optional.ofNullable(version)
                .filter(text -> text.indexOf('+') >= 0)
                .map(text -> text.substring(text.indexOf('+') + 1));
    }
}
