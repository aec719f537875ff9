package io.lamplighter.versions.pep508;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What pip takes beside requirements and a manifest must not hold, because it would run or reach what no source allows.
 * Each is refused under its own name; the text of a URL is not repeated, for it may hold a password.
 */
final class NotARequirement {
    private static final Pattern EDITABLE = Pattern.compile("(-e|--editable)\\b.*", Pattern.DOTALL);
    private static final Pattern URL_SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):/?/.*", Pattern.DOTALL);
    private static final Pattern DIRECT_URL =
            Pattern.compile("([A-Za-z0-9._-]+)[ \\t]*(?:\\[[^\\]]*\\])?[ \\t]*@.*", Pattern.DOTALL);
    private static final Pattern PATH =
            Pattern.compile("[.~/\\\\].*|[A-Za-z]:[\\\\/].*|[^;'\"]*[/\\\\].*", Pattern.DOTALL);
    private static final Pattern FILE = Pattern.compile("[^;=<>!~ ]*\\.(whl|zip|tar\\.gz|tgz|txt)", Pattern.DOTALL);

    private NotARequirement() {}

    static void refuse(String text) {
        String trimmed = text.strip();
        if (EDITABLE.matcher(trimmed).matches()) {
            throw new IllegalArgumentException(
                    "\"" + trimmed + "\" is an editable install, not a requirement; publish the package and name it");
        }
        if (trimmed.startsWith("-")) {
            throw new IllegalArgumentException("\"" + firstWord(trimmed)
                    + "\" is an option of pip, not a requirement; list the packages, and say in sources where they come"
                    + " from");
        }
        Matcher scheme = URL_SCHEME.matcher(trimmed);
        if (scheme.matches()) {
            throw new IllegalArgumentException("a URL (" + scheme.group(1)
                    + "://…) is not a requirement; name the package, and say in sources where it comes from");
        }
        Matcher direct = DIRECT_URL.matcher(trimmed);
        if (direct.matches()) {
            String name = direct.group(1);
            throw new IllegalArgumentException("\"" + name + " @ …\" takes a package from a URL; write \"" + name
                    + "\", and say in sources where it comes from");
        }
        if (PATH.matcher(trimmed).matches() || FILE.matcher(trimmed).matches()) {
            throw new IllegalArgumentException(
                    "\"" + trimmed + "\" is a path, not a requirement; publish the package and name it");
        }
    }

    private static String firstWord(String text) {
        return text.split("[\\s=]", 2)[0];
    }
}
