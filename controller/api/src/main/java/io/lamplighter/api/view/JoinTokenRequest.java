package io.lamplighter.api.view;

import java.time.Duration;
import java.util.Map;

/**
 * What a join token should be.
 *
 * @param uses how many machines may enrol with it, at least 1
 * @param validFor how long, at most 30 days
 * @param labels that machines get which enrol with it; agents can't choose their own
 */
public record JoinTokenRequest(int uses, Duration validFor, Map<String, String> labels) {
    public JoinTokenRequest {
        labels = Map.copyOf(labels);
    }
}
