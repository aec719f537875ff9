package io.lamplighter.agent.installer;

import io.lamplighter.api.lock.LockDocument;
import java.util.List;

/**
 * What a solve of all stages found.
 *
 * @param passedOver why each candidate before the one that was taken was not, a sentence each
 */
public record Solution(List<String> passedOver, LockDocument lock) {
    public Solution {
        passedOver = List.copyOf(passedOver);
    }
}
