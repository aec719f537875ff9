package io.lamplighter.agent.execution;

import io.lamplighter.api.lock.LockDocument;
import io.lamplighter.api.name.LockDigest;
import io.lamplighter.api.name.PlanId;
import io.lamplighter.api.wire.Claim;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Grants what it is told to, the last again and again. */
final class FakeLocks implements PlanLocks {
    final List<Claim> claims = new CopyOnWriteArrayList<>();
    final List<ProvedLock> proved = new CopyOnWriteArrayList<>();
    final Map<LockDigest, LockDocument> shelf = new ConcurrentHashMap<>();
    private final List<Grant> grants = new CopyOnWriteArrayList<>();

    void grant(Grant... next) {
        grants.clear();
        grants.addAll(List.of(next));
    }

    @Override
    public Grant claim(Claim claim, @Nullable LockDocument kept) {
        claims.add(claim);
        return grants.size() > 1 ? grants.removeFirst() : grants.getFirst();
    }

    @Override
    public Grant fetch(PlanId plan, LockDigest digest) {
        LockDocument lock = shelf.get(digest);
        return lock == null ? new Grant.Away("the controller does not answer") : new Grant.Install(lock);
    }

    @Override
    public void proved(ProvedLock lock) {
        proved.add(lock);
    }
}
