package io.lamplighter.versions.conda;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code channel/subdir::name version build[key=value]}. */
final class MatchSpecParser {
    private static final Pattern PACKAGE_FILE = Pattern.compile(".*\\.(conda|tar\\.bz2)", Pattern.DOTALL);
    private static final Pattern PARTS =
            Pattern.compile("(?<place>.*::)?(?<name>[^\\s=<>!~:]*+)(?<rest>[^:]*+)", Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_*][A-Za-z0-9_.*-]*");

    /** A build is the last word, behind a blank or a = that is no part of a comparison. */
    private static final Pattern WITH_BUILD =
            Pattern.compile("(?<version>.*[^\\s=!|,<>~]) ?[ =] ?(?<build>[^\\s=,|<>~()]+)");

    private static final Pattern FUZZY = Pattern.compile("= ?(?<version>[^\\s=,|<>!~()]*[^\\s=,|<>!~()*])");
    private static final Pattern EQUAL = Pattern.compile("==(?!=) ?(?<version>.+)");
    private static final Pattern BLANKS = Pattern.compile("\\s++");
    private static final Pattern PASSWORD = Pattern.compile("://[^/\\s]*@");
    private static final Pattern TOKEN = Pattern.compile("/t/[^/\\s]+");
    private static final Pattern BUILD = Pattern.compile("[A-Za-z0-9_.+*]+");

    private final String text;

    MatchSpecParser(String text) {
        this.text = text;
    }

    MatchSpec parse() {
        if (text.chars().anyMatch(character -> character < ' ' && character != '\t')) {
            throw bad("it holds a line break or another character that no spec has");
        }
        if (PACKAGE_FILE.matcher(text.strip()).matches()) {
            throw bad("it is a file; name the package, and say in sources where it comes from");
        }
        int bracket = text.indexOf('[');
        Matcher parts = PARTS.matcher((bracket < 0 ? text : text.substring(0, bracket)).strip());
        if (!parts.matches()) {
            throw bad("two colons stand behind a channel, like conda-forge::pytorch");
        }
        try {
            Map<String, String> keys = bracket < 0 ? Map.of() : new BracketsParser(text.substring(bracket)).parse();
            String rest = BLANKS.matcher(parts.group("rest").strip()).replaceAll(" ");
            return withRest(place(parts.group("place"), keys), name(parts.group("name")), rest, keys);
        } catch (IllegalArgumentException e) {
            throw bad(String.valueOf(e.getMessage()), e);
        }
    }

    private static Place place(@Nullable String before, Map<String, String> keys) {
        Place place = before == null ? Place.ANY : Place.parse(before.substring(0, before.length() - 2));
        String channel = keys.get("channel");
        return place.with(channel == null ? Place.ANY : Place.parse(channel), keys.get("subdir"));
    }

    private static TextPattern name(String name) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a package's name is missing; * is any");
        }
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("\"" + name + "\" is no name of a package");
        }
        return TextPattern.parse(name);
    }

    private static MatchSpec withRest(Place place, TextPattern name, String rest, Map<String, String> keys) {
        Matcher withBuild = WITH_BUILD.matcher(rest);
        String build = withBuild.matches() ? withBuild.group("build") : null;
        String version = build == null ? withoutBuild(rest) : beforeBuild(withBuild.group("version"));
        return new MatchSpec(
                name,
                CondaVersionSpec.parse(keys.getOrDefault("version", version)),
                build(keys.getOrDefault("build", build == null ? "*" : build)),
                place.channel(),
                place.subdir());
    }

    /** As conda does, == is left out: so {@code ==1.2.*} means what people mean by it, a version that begins so. */
    private static String withoutBuild(String rest) {
        if (rest.isEmpty()) {
            return "*";
        }
        Matcher equal = EQUAL.matcher(rest);
        return equal.matches() ? equal.group("version") : rest;
    }

    private static String beforeBuild(String version) {
        Matcher fuzzy = FUZZY.matcher(version);
        return fuzzy.matches() ? fuzzy.group("version") : version;
    }

    private static @Nullable TextPattern build(String build) {
        if (build.equals("*")) {
            return null;
        }
        if (!TextPattern.isExpression(build) && !BUILD.matcher(build).matches()) {
            throw new IllegalArgumentException(
                    "\"" + build + "\" is no build; one has letters, digits, dots, underscores, + and *");
        }
        return TextPattern.parse(build);
    }

    private IllegalArgumentException bad(String reason) {
        return new IllegalArgumentException(message(reason));
    }

    private IllegalArgumentException bad(String reason, IllegalArgumentException cause) {
        return new IllegalArgumentException(message(reason), cause);
    }

    /** Without the password or the token that a channel's address may hold. */
    private String message(String reason) {
        String shown = TOKEN.matcher(PASSWORD.matcher(text.strip()).replaceAll("://…@"))
                .replaceAll("/t/…");
        return "bad MatchSpec \"" + shown + "\": " + reason;
    }
}
