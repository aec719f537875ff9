package io.lamplighter.api.manifest;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.lamplighter.versions.pep440.Specifiers;
import java.util.regex.Pattern;

/** Which Python: a series ({@code 3.11}), a version ({@code 3.11.9}) or a PEP 440 specifier ({@code >=3.10,<3.14}). */
public record PythonRequirement(@JsonValue String text) {
    private static final Pattern SERIES = Pattern.compile("3\\.\\d{1,2}");
    private static final Pattern VERSION = Pattern.compile("3\\.\\d{1,2}\\.\\d{1,2}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public PythonRequirement {
        if (text.isBlank()) {
            throw new IllegalArgumentException("python is a series like 3.11, a version like 3.11.9 or >=3.10,<3.14");
        }
        Specifiers.parse(specifierOf(text));
    }

    /** The same as a PEP 440 specifier: {@code ==3.11.*}. */
    public Specifiers specifiers() {
        return Specifiers.parse(specifierOf(text));
    }

    private static String specifierOf(String text) {
        if (SERIES.matcher(text).matches()) {
            return "==" + text + ".*";
        }
        return VERSION.matcher(text).matches() ? "==" + text : text;
    }

    @Override
    public String toString() {
        return text;
    }
}
