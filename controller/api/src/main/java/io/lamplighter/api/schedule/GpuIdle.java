package io.lamplighter.api.schedule;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;

/** How long no program may have computed on a GPU: {@code idle}, which is ten minutes, or {@code 30m}. */
public record GpuIdle(@JsonValue String text) {
    private static final String IDLE = "idle";
    private static final Duration USUAL = Duration.ofMinutes(10);

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public GpuIdle {
        duration(text);
    }

    public Duration duration() {
        return duration(text);
    }

    private static Duration duration(String text) {
        try {
            return text.equals(IDLE) ? USUAL : new TimeSpan(text).duration();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "gpu is idle, or for how long it must be so, like 30m; found \"" + text + "\"", e);
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
