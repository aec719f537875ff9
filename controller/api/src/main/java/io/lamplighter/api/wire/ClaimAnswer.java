package io.lamplighter.api.wire;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.lamplighter.api.lock.SolveLimits;
import io.lamplighter.api.name.LockDigest;
import io.lamplighter.api.name.MachineName;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How an agent is to come to the lock of a plan. An answer that it does not know is taken as: ask again later. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "answer", defaultImpl = ClaimAnswer.Unknown.class)
@JsonSubTypes({
    @JsonSubTypes.Type(value = ClaimAnswer.Solve.class, name = "solve"),
    @JsonSubTypes.Type(value = ClaimAnswer.Install.class, name = "install"),
    @JsonSubTypes.Type(value = ClaimAnswer.Wait.class, name = "wait"),
    @JsonSubTypes.Type(value = ClaimAnswer.Current.class, name = "current"),
    @JsonSubTypes.Type(value = ClaimAnswer.Unproved.class, name = "unproved"),
})
public sealed interface ClaimAnswer {
    /**
     * The machine is the plan's pathfinder: it solves, proves and uploads the lock.
     *
     * @param epoch of its lease, without which nothing is taken from it
     * @param until when another may be appointed
     * @param limits within which it solves; absent where the plan alone says what may be taken
     */
    record Solve(long epoch, Instant until, @Nullable SolveLimits limits) implements ClaimAnswer {
        /** Within what the plan says. */
        public Solve(long epoch, Instant until) {
            this(epoch, until, null);
        }
    }

    /** There is a lock, to be had by its digest. */
    record Install(LockDigest lock) implements ClaimAnswer {}

    /**
     * Another machine is at it.
     *
     * @param askAgain after this time, by whatever clock
     * @param until when another may be appointed
     */
    record Wait(Duration askAgain, MachineName pathfinder, Instant until) implements ClaimAnswer {}

    /**
     * Nothing is to be solved anew.
     *
     * @param askAgain after this time, by whatever clock
     */
    record Current(Duration askAgain, String why) implements ClaimAnswer {}

    /**
     * No machine has proved the plan or is at it, and this one cannot.
     *
     * @param askAgain after this time, by whatever clock
     */
    record Unproved(Duration askAgain) implements ClaimAnswer {}

    /** One of a later version. */
    record Unknown() implements ClaimAnswer {}
}
