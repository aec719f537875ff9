package io.lamplighter.api.generation;

import io.lamplighter.api.name.GenerationName;
import io.lamplighter.api.name.LockDigest;
import io.lamplighter.api.name.PlanId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A verified generation on a machine.
 *
 * @param lock the files that it holds; absent from agents of before
 * @param candidate what was built, {@code torch 2.10.0 cu126}
 * @param current whether it is the one that the environment's name leads to
 * @param activeFrom when it came into use last; absent when that was never written down
 * @param activeUntil when another took its place; absent while it is in use
 * @param cause why it came into use; absent when that was never written down
 * @param replaced why it was replaced; absent while it is in use
 * @param bytes on disk; a file that several generations share counts in each
 * @param usedBy the first few processes that use it, in words
 * @param users how many processes use it
 * @param drift how somebody altered it since it was verified; absent when nobody did, and of one that is not current
 */
public record Generation(
        GenerationName name,
        PlanId plan,
        @Nullable LockDigest lock,
        String candidate,
        Instant verifiedAt,
        boolean current,
        @Nullable Instant activeFrom,
        @Nullable Instant activeUntil,
        @Nullable Cause cause,
        @Nullable Cause replaced,
        long bytes,
        List<String> usedBy,
        int users,
        @Nullable String drift) {
    public Generation {
        usedBy = List.copyOf(usedBy);
    }
}
