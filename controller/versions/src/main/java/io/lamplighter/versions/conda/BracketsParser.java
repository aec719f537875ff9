package io.lamplighter.versions.conda;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads {@code [key=value,key='value']}. */
final class BracketsParser {
    private static final List<String> KEYS = List.of("version", "build", "channel", "subdir");
    private static final Pattern ENTRY = Pattern.compile("""
            \\s*+(?<key>[A-Za-z0-9_-]+)\\s*+=\\s*+\
            (?:'(?<single>[^']*+)'|"(?<quoted>[^"]*+)"|(?<bare>[^\\s,'"\\[\\]]++))\
            (?:\\s*+,|\\s++|$)""");

    private final String brackets;

    /** @param brackets from the opening one to the end of the spec */
    BracketsParser(String brackets) {
        this.brackets = brackets.strip();
    }

    /** @throws IllegalArgumentException for a key that is not matched here, and for what is no pair */
    Map<String, String> parse() {
        if (!brackets.endsWith("]")) {
            throw new IllegalArgumentException("the brackets are not closed by ] at the end");
        }
        String inside = brackets.substring(1, brackets.length() - 1);
        Map<String, String> values = new LinkedHashMap<>();
        Matcher entry = ENTRY.matcher(inside);
        int position = 0;
        while (position < inside.length()) {
            if (!entry.region(position, inside.length()).lookingAt()) {
                throw new IllegalArgumentException(
                        "key=value is expected in brackets, found \"" + inside.substring(position) + "\"");
            }
            put(values, entry.group("key"), value(entry));
            position = entry.end();
        }
        return values;
    }

    private static void put(Map<String, String> values, String key, String value) {
        if (!KEYS.contains(key)) {
            throw new IllegalArgumentException(
                    "\"" + key + "\" is not matched here; there are " + String.join(", ", KEYS));
        }
        if (value.isBlank()) {
            throw new IllegalArgumentException("nothing stands behind " + key + "=");
        }
        if (values.put(key, value.strip()) != null) {
            throw new IllegalArgumentException(key + " stands in brackets twice");
        }
    }

    private static String value(Matcher entry) {
        return Stream.of("single", "quoted", "bare")
                .map(entry::group)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
    }
}
