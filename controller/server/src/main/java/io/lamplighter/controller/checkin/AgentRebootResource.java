package io.lamplighter.controller.checkin;

import io.lamplighter.api.wire.RebootAnswer;
import io.lamplighter.api.wire.RebootApi;
import io.lamplighter.api.wire.RebootClaim;
import io.lamplighter.controller.machine.Machine;
import io.lamplighter.controller.reboot.Reboots;
import io.lamplighter.controller.storage.Storage;
import org.jspecify.annotations.Nullable;

/** What agents ask that have to boot their machine. */
final class AgentRebootResource implements RebootApi {
    private final Storage storage;
    private final Callers callers;
    private final Reboots reboots;

    AgentRebootResource(Storage storage, Callers callers, Reboots reboots) {
        this.storage = storage;
        this.callers = callers;
        this.reboots = reboots;
    }

    @Override
    public RebootAnswer reboot(@Nullable String bearer, RebootClaim claim) {
        return reboots.answer(machine(bearer), claim);
    }

    @Override
    public void isBack(@Nullable String bearer) {
        reboots.isBack(machine(bearer));
    }

    private Machine machine(@Nullable String bearer) {
        return storage.read(session -> callers.machine(session, Callers.token(bearer)));
    }
}
