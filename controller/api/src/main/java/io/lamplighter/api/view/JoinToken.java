package io.lamplighter.api.view;

import java.time.Instant;

/** A join token, shown this once: the controller keeps only its digest. */
public record JoinToken(String token, Instant expires, int uses) {
    @Override
    public String toString() {
        return "JoinToken[until " + expires + "]";
    }
}
