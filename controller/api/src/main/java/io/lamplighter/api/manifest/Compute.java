package io.lamplighter.api.manifest;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.lamplighter.versions.pep440.Specifiers;
import java.util.regex.Pattern;

/**
 * Which build of a framework is wanted: {@code auto}, {@code cpu}, {@code cuda}, or CUDA by version, {@code cuda==12.6}
 * or {@code cuda>=12.6}.
 */
public record Compute(@JsonValue String text) {
    private static final Pattern SYNTAX = Pattern.compile("auto|cpu|cuda|cuda(==|>=)\\d{1,2}\\.\\d");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Compute {
        if (!SYNTAX.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "compute is auto, cpu, cuda, cuda==12.6 or cuda>=12.6; found \"" + text + "\"");
        }
    }

    public boolean isAuto() {
        return text.equals("auto");
    }

    public boolean isCpu() {
        return text.equals("cpu");
    }

    /** What it asks of the CUDA version; empty where it asks nothing. */
    public Specifiers cuda() {
        return Specifiers.parse(text.startsWith("cuda") ? text.substring("cuda".length()) : "");
    }

    @Override
    public String toString() {
        return text;
    }
}
