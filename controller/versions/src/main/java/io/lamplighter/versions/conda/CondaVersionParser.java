package io.lamplighter.versions.conda;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Reads a version: {@code epoch!segments+local}, segments parted by dots and underscores. */
final class CondaVersionParser {
    private static final Pattern CHARACTERS = Pattern.compile("[0-9a-z._+!*]+");
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    private static final Pattern RUN = Pattern.compile("[0-9]+|\\*+|[^0-9*]+");
    private static final Pattern SEPARATOR = Pattern.compile("[._]");

    private final String text;

    CondaVersionParser(String text) {
        this.text = text.strip();
    }

    static String normalized(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.indexOf('_') < 0 ? lower.replace('-', '_') : lower;
    }

    CondaVersion parse() {
        String normalized = normalized(text);
        if (normalized.isEmpty()) {
            throw bad("it is empty");
        }
        if (!CHARACTERS.matcher(normalized).matches()) {
            throw bad("it has only letters, digits, dots, underscores, + and !");
        }
        String[] epochAndRest = normalized.split("!", -1);
        String[] mainAndLocal = epochAndRest[epochAndRest.length - 1].split("\\+", -1);
        if (epochAndRest.length > 2 || mainAndLocal.length > 2) {
            throw bad("it has one ! and one + at most");
        }
        List<List<VersionPart>> segments = new ArrayList<>();
        segments.add(epoch(epochAndRest));
        segments.addAll(main(mainAndLocal[0]));
        return new CondaVersion(
                text,
                new Segments(segments),
                mainAndLocal.length == 1 ? Segments.EMPTY : new Segments(segments(mainAndLocal[1])));
    }

    private List<VersionPart> epoch(String[] epochAndRest) {
        if (epochAndRest.length == 1) {
            return List.of(VersionPart.Digits.ZERO);
        }
        if (!DIGITS.matcher(epochAndRest[0]).matches()) {
            throw bad("a number stands before !");
        }
        return List.of(VersionPart.of(epochAndRest[0]));
    }

    /** An underscore at the end belongs to the last segment: so openssl's {@code 1.0.1_} comes before its letters. */
    private List<List<VersionPart>> main(String main) {
        if (!main.endsWith("_")) {
            return segments(main);
        }
        String[] parts = SEPARATOR.split(main.substring(0, main.length() - 1), -1);
        parts[parts.length - 1] += "_";
        return segments(parts);
    }

    private List<List<VersionPart>> segments(String dotted) {
        return segments(SEPARATOR.split(dotted, -1));
    }

    private List<List<VersionPart>> segments(String[] parts) {
        List<List<VersionPart>> segments = new ArrayList<>();
        for (String part : parts) {
            if (part.isEmpty()) {
                throw bad("nothing stands beside a dot, an underscore, + or !");
            }
            segments.add(segment(part));
        }
        return segments;
    }

    /** A number first, so that numbers and words stay in step: {@code 1.a} is {@code 1.0a}. */
    private static List<VersionPart> segment(String part) {
        List<VersionPart> runs = new ArrayList<>();
        if (!Character.isDigit(part.charAt(0))) {
            runs.add(VersionPart.Digits.ZERO);
        }
        RUN.matcher(part).results().map(MatchResult::group).map(VersionPart::of).forEach(runs::add);
        return List.copyOf(runs);
    }

    private IllegalArgumentException bad(String reason) {
        return new IllegalArgumentException("not a conda version: \"" + text + "\": " + reason);
    }
}
