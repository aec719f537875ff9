package io.lamplighter.agent.reboot;

import io.lamplighter.agent.probe.HostSigns;
import io.lamplighter.api.machine.Hold;
import io.lamplighter.api.wire.RebootTerms;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whether the machine is to be booted, before anybody is asked; a pure function of its situation decides. */
sealed interface RebootNeed {
    String REASON = "a package asks for it (/run/reboot-required)";

    record None() implements RebootNeed {}

    /** It would have to be, and is not. */
    record Refused(String why) implements RebootNeed {}

    /** As soon as nobody is in the way. */
    record Wanted(RebootTerms terms) implements RebootNeed {}

    /**
     * How things stand.
     *
     * @param terms absent where no group lets it boot
     * @param signs what files say: whether it has to be, and what the next boot would lack
     * @param allowed by the policy of the machine
     * @param lately when the agent booted it, where that is less than a day ago
     * @param hold absent where there is none
     */
    record Situation(
            @Nullable RebootTerms terms,
            HostSigns signs,
            boolean allowed,
            @Nullable Instant lately,
            @Nullable Hold hold) {}

    static RebootNeed of(Situation now) {
        if (!now.signs.rebootRequired()) {
            return new None();
        }
        if (now.terms == null) {
            return new Refused("no group lets it (reboot: whenIdle or inWindow)");
        }
        if (!now.allowed) {
            return new Refused("the machine's policy does not allow it (reboot: true)");
        }
        if (now.signs.bootsWithoutModule() != null) {
            return new Refused(
                    "the kernel that it would boot, " + now.signs.bootsWithoutModule() + ", has no NVIDIA module");
        }
        if (now.lately != null) {
            return new Refused("it was booted at " + now.lately + ", and is no more than once a day");
        }
        return now.hold != null ? new Refused("it is held until " + now.hold.until()) : new Wanted(now.terms);
    }
}
