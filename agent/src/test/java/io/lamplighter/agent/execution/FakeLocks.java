package io.lamplighter.agent.execution;

import io.lamplighter.api.lock.LockDocument;
import io.lamplighter.api.wire.Claim;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Grants what it is told to, the last again and again. */
final class FakeLocks implements PlanLocks {
    final List<Claim> claims = new CopyOnWriteArrayList<>();
    final List<ProvedLock> proved = new CopyOnWriteArrayList<>();
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
    public void proved(ProvedLock lock) {
        proved.add(lock);
    }
}
