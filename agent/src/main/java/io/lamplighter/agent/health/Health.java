package io.lamplighter.agent.health;

import io.lamplighter.api.machine.MachineFinding;
import java.util.List;
import java.util.function.Supplier;

/** How the machine stands by every check, and how it stood before. */
public final class Health {
    private final Supplier<Evidence> evidence;
    private volatile Judgement last = Judgement.NONE;

    /** Nothing is judged yet. */
    public Health(Supplier<Evidence> evidence) {
        this.evidence = evidence;
    }

    /** Judges anew; what must hold for a while counts from when it was first seen. */
    public synchronized void judge() {
        last = last.next(evidence.get());
    }

    /** For controllers: only what is not well. Judges where nothing is judged yet. */
    List<MachineFinding> told() {
        if (findings().isEmpty()) {
            judge();
        }
        return findings().stream().flatMap(finding -> finding.told().stream()).toList();
    }

    /** One for each check, and for those of GPUs one for each GPU; none before the first judgement. */
    public List<Finding> findings() {
        return last.findings();
    }

    /** What is found in this, without waiting whether it holds. */
    public static List<Finding> atOnce(Evidence evidence) {
        return Judgement.atOnce(evidence);
    }
}
