package io.lamplighter.api.manifest;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** One GPU as the driver names it: {@code GPU-8932f937-d72c-4106-c12f-20bd9faed9f6}. */
public record GpuUuid(@JsonValue String text) {
    private static final Pattern SYNTAX = Pattern.compile("(GPU|MIG)-[0-9A-Za-z-/]{1,80}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public GpuUuid {
        if (!SYNTAX.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "a GPU is named as `nvidia-smi -L` does, GPU-8932f937-…; found \"" + text + "\"");
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
