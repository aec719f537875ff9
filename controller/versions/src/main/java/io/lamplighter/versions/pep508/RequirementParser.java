package io.lamplighter.versions.pep508;

import io.lamplighter.versions.pep440.Specifiers;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code name[extra, …] specifiers ; marker}. */
final class RequirementParser {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?");
    private static final Pattern SPECIFIERS = Pattern.compile("[^;()]+");

    /** The grammar allows one behind a specifier. */
    private static final Pattern COMMA_AT_END = Pattern.compile("([^,\\s]\\s*),\\s*$");

    private static final Pattern REST = Pattern.compile("[^\\n\\r]+");

    private final Cursor cursor;

    RequirementParser(String text) {
        cursor = new Cursor("requirement", text);
    }

    Requirement parse() {
        String name = name("a package's name is missing");
        Set<String> extras = extras();
        Specifiers specifiers = specifiers();
        String marker = marker();
        if (!cursor.atEnd()) {
            throw cursor.bad("\"" + cursor.rest() + "\" is not expected behind the requirement");
        }
        return new Requirement(name, extras, specifiers, marker);
    }

    private String name(String otherwise) {
        String name = cursor.take(NAME);
        if (name == null) {
            throw cursor.bad(otherwise);
        }
        return NormalizedName.of(name);
    }

    private Set<String> extras() {
        Set<String> extras = new LinkedHashSet<>();
        if (!cursor.take("[") || cursor.take("]")) {
            return extras;
        }
        do {
            extras.add(name("an extra's name is missing"));
        } while (cursor.take(","));
        if (!cursor.take("]")) {
            throw cursor.bad("the list of extras is not closed by ]");
        }
        return extras;
    }

    private Specifiers specifiers() {
        boolean parenthesised = cursor.take("(");
        String text = cursor.take(SPECIFIERS);
        if (parenthesised && !cursor.take(")")) {
            throw cursor.bad("the specifiers are not closed by )");
        }
        if (text == null) {
            return Specifiers.parse("");
        }
        if (text.chars().anyMatch(character -> (character < ' ' && character != '\t') || character > '~')) {
            throw cursor.bad("it holds a line break or another character that no specifier has");
        }
        if (Character.isLetterOrDigit(text.charAt(0))) {
            throw cursor.bad("\"" + text.strip() + "\" is not expected behind the name; one entry holds one package");
        }
        try {
            return Specifiers.parse(COMMA_AT_END.matcher(text).replaceFirst("$1"));
        } catch (IllegalArgumentException e) {
            throw cursor.bad(String.valueOf(e.getMessage()), e);
        }
    }

    private @Nullable String marker() {
        if (!cursor.take(";")) {
            return null;
        }
        String text = cursor.take(REST);
        if (text == null) {
            throw cursor.bad("no marker stands behind ;");
        }
        Marker.parse(text.strip());
        return text.strip();
    }
}
