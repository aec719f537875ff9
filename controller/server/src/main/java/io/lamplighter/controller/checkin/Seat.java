package io.lamplighter.controller.checkin;

import io.lamplighter.api.name.MachineId;
import io.lamplighter.api.name.Sha256;
import io.lamplighter.controller.machine.Machine;
import org.jspecify.annotations.Nullable;

/** What an unchanged poll of one machine is answered from. It follows the database and is never ahead of it. */
final class Seat {
    static final long NOT_SEEN = 0;

    private final MachineId machine;
    private final TokenKey token;
    private volatile String factsDigest;
    private volatile @Nullable String accepts;
    private volatile @Nullable String tag;
    private volatile long seenMillis = NOT_SEEN;
    private long tagChange;

    Seat(Machine machine, @Nullable String tag) {
        this.machine = machine.id();
        this.token = TokenKey.of(machine.token());
        this.factsDigest = machine.facts().hex();
        this.accepts = machine.accepts();
        this.tag = tag;
    }

    MachineId machine() {
        return machine;
    }

    TokenKey token() {
        return token;
    }

    /** Whether a poll that knows this tag and says that it accepts this has nothing new to learn or to tell. */
    boolean isCurrent(@Nullable String knownTag, @Nullable String accepted) {
        return knownTag != null && knownTag.equals(tag) && (accepted == null || accepted.equals(accepts));
    }

    /** Whether the controller has other facts than those that a poll named. */
    boolean wantsFacts(@Nullable String digest) {
        return digest != null && !digest.equals(factsDigest);
    }

    void seen(long millis) {
        seenMillis = millis;
    }

    /** When it was seen since the last call; {@link #NOT_SEEN} when it was not. */
    long takeSeen() {
        long millis = seenMillis;
        seenMillis = NOT_SEEN;
        return millis;
    }

    void has(Sha256 facts) {
        factsDigest = facts.hex();
    }

    void understands(String accepted) {
        accepts = accepted;
    }

    /** Two transactions may tell of their commits in another order than they committed in: the later change wins. */
    synchronized void assigned(String newTag, long change) {
        if (change > tagChange) {
            tagChange = change;
            tag = newTag;
        }
    }
}
