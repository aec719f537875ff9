package io.lamplighter.controller.checkin;

import io.lamplighter.api.name.LockDigest;
import io.lamplighter.api.name.PlanId;
import io.lamplighter.api.wire.Claim;
import io.lamplighter.api.wire.ClaimAnswer;
import io.lamplighter.api.wire.LockApi;
import io.lamplighter.controller.lock.Claims;
import io.lamplighter.controller.lock.LockUploads;
import io.lamplighter.controller.machine.Machine;
import io.lamplighter.controller.problem.CallerMistake.Unreadable;
import io.lamplighter.controller.storage.Storage;
import org.jspecify.annotations.Nullable;

/** What agents ask about locks. */
final class AgentLockResource implements LockApi {
    private final Storage storage;
    private final Callers callers;
    private final Claims claims;
    private final LockUploads uploads;

    AgentLockResource(Storage storage, Callers callers, Claims claims, LockUploads uploads) {
        this.storage = storage;
        this.callers = callers;
        this.claims = claims;
        this.uploads = uploads;
    }

    @Override
    public ClaimAnswer claim(@Nullable String bearer, Claim claim) {
        return claims.answer(machine(bearer), claim);
    }

    @Override
    public void putLock(@Nullable String bearer, PlanId plan, long epoch, @Nullable LockDigest digest, String lock)
            throws InterruptedException {
        uploads.take(machine(bearer), plan, epoch, given(digest), lock);
    }

    @Override
    public String lock(@Nullable String bearer, PlanId plan, @Nullable LockDigest digest) {
        machine(bearer);
        return uploads.text(plan, given(digest));
    }

    private static LockDigest given(@Nullable LockDigest digest) {
        if (digest == null) {
            throw new Unreadable("no digest says which lock is meant", "send it as ?digest=, 64 hexadecimal digits");
        }
        return digest;
    }

    private Machine machine(@Nullable String bearer) {
        return storage.read(session -> callers.machine(session, Callers.token(bearer)));
    }
}
