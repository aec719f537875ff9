package io.lamplighter.api.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lamplighter.api.manifest.ManifestProblem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An error body of RFC 9457, sent as {@code application/problem+json}.
 *
 * @param type stable, and relative to the controller; docs/reference/rest.md lists them
 * @param remedy what the caller can do about it
 * @param problems each mistake in a manifest, with its place
 */
public record Problem(
        String type,
        String title,
        int status,
        @Nullable String detail,
        @Nullable String remedy,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable
        List<ManifestProblem> problems) {
    public static final String MEDIA_TYPE = "application/problem+json";

    public Problem {
        problems = problems == null ? List.of() : List.copyOf(problems);
    }
}
