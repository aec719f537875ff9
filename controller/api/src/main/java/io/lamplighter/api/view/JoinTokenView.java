package io.lamplighter.api.view;

import java.time.Instant;
import java.util.Map;

/**
 * A join token without its secret.
 *
 * @param id the part of the token before its dot
 * @param uses how many machines may enrol with it
 * @param used how many did
 */
public record JoinTokenView(
        String id, Map<String, String> labels, int uses, int used, Instant created, Instant expires) {
    public JoinTokenView {
        labels = Map.copyOf(labels);
    }
}
