package io.lamplighter.agent.checkin;

import io.lamplighter.agent.execution.Grant;
import io.lamplighter.agent.execution.PlanLocks;
import io.lamplighter.agent.execution.ProvedLock;
import io.lamplighter.api.lock.LockDocument;
import io.lamplighter.api.lock.SolveLimits;
import io.lamplighter.api.name.LockDigest;
import io.lamplighter.api.name.PlanId;
import io.lamplighter.api.wire.Claim;
import io.lamplighter.api.wire.ClaimAnswer;
import io.lamplighter.api.wire.LockApi;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Asks the controller about locks, on the thread of those who build; what was proved is sent by the conversation. */
final class LockExchange implements PlanLocks {
    private static final Logger LOG = Logger.getLogger(LockExchange.class);
    private static final Duration NOT_OURS = Duration.ofMinutes(1);
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    private final LockApi controller;
    private final IdentityFile identity;
    private final LockSpool spool;

    LockExchange(LockApi controller, IdentityFile identity, LockSpool spool) {
        this.controller = controller;
        this.identity = identity;
        this.spool = spool;
    }

    @Override
    public Grant claim(Claim claim, @Nullable LockDocument kept) throws InterruptedException {
        return asked(bearer -> granted(controller.claim(bearer, claim), bearer, claim, kept));
    }

    @Override
    public Grant fetch(PlanId plan, LockDigest digest) throws InterruptedException {
        return asked(bearer -> new Grant.Install(new LockDocument(digest, controller.lock(bearer, plan, digest))));
    }

    private Grant asked(Function<String, Grant> question) throws InterruptedException {
        try {
            Optional<String> bearer = identity.enrolled().map(StoredIdentity::bearer);
            return bearer.isPresent() ? question.apply(bearer.get()) : new Grant.Alone("this machine is not enrolled");
        } catch (ControllerRefusal refusal) {
            return refused(refusal);
        } catch (IOException e) {
            return new Grant.Away("this machine's identity cannot be read: " + e);
        } catch (RuntimeException e) {
            Stops.requireNone(e);
            LOG.debug("No usable answer", e);
            return new Grant.Away("the controller does not answer");
        }
    }

    @Override
    public void proved(ProvedLock lock) {
        spool.keep(lock);
    }

    private Grant granted(ClaimAnswer answer, String bearer, Claim claim, @Nullable LockDocument kept) {
        return switch (answer) {
            case ClaimAnswer.Solve(long epoch, var _, SolveLimits limits) ->
                new Grant.Solve(epoch, limits == null ? SolveLimits.NONE : limits);
            case ClaimAnswer.Install(LockDigest digest) -> new Grant.Install(lock(bearer, claim, digest, kept));
            case ClaimAnswer.Wait(Duration askAgain, var pathfinder, var until) ->
                new Grant.Later(askAgain, "machine " + pathfinder + " solves this plan first, until " + until);
            case ClaimAnswer.Current(Duration askAgain, String why) -> new Grant.Current(askAgain, why);
            case ClaimAnswer.Unproved(Duration askAgain) ->
                new Grant.Later(
                        askAgain,
                        "no machine of its class has proved this plan, and this one cannot: its policy does not allow uv");
            case ClaimAnswer.Unknown _ -> new Grant.Later(NOT_OURS, "the controller is newer than this agent");
        };
    }

    private LockDocument lock(String bearer, Claim claim, LockDigest digest, @Nullable LockDocument kept) {
        return kept != null && kept.digest().equals(digest)
                ? kept
                : new LockDocument(digest, controller.lock(bearer, claim.plan(), digest));
    }

    /** A controller of before knows no claims: each machine solves for itself then, as it did. */
    private static Grant refused(ControllerRefusal refusal) {
        return switch (refusal.status()) {
            case NOT_FOUND -> new Grant.Alone("the controller knows no locks");
            case CONFLICT -> new Grant.Later(NOT_OURS, refusal.said());
            default -> new Grant.Away("the controller answers: " + refusal.said());
        };
    }
}
