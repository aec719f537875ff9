package io.lamplighter.cli;

import io.lamplighter.api.lock.Lock;
import io.lamplighter.api.lock.LockDocument;
import io.lamplighter.api.lock.Platform;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.api.name.PlanId;
import io.lamplighter.api.view.LockView;

/** Locks as a controller holds them. */
final class LockSamples {
    static final PlanId PLAN = new PlanId("b".repeat(64));
    static final Platform DEBIAN = new Platform("linux", "x86_64", "2.36", "3.11");

    private LockSamples() {}

    static LockView view(PlanId plan, Platform platform, Lock lock) {
        LockDocument document = LockDocument.of(lock);
        return new LockView(plan, document.digest(), platform, new MachineName("ws-09"), Samples.THEN, document.json());
    }
}
