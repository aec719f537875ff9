package io.lamplighter.versions.pep508;

import java.util.Locale;
import java.util.regex.Pattern;

/** Names of packages and extras as PEP 503 and PEP 685 compare them: lower case, runs of {@code -_.} as one dash. */
final class NormalizedName {
    private static final Pattern SEPARATORS = Pattern.compile("[-_.]+");

    private NormalizedName() {}

    static String of(String name) {
        return SEPARATORS.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("-");
    }
}
