package io.lamplighter.agent.execution;

import io.lamplighter.agent.failure.Catalogue;
import io.lamplighter.agent.failure.FailureException;
import io.lamplighter.agent.installer.Solution;
import io.lamplighter.api.lock.Lock;
import io.lamplighter.api.lock.LockDocument;
import io.lamplighter.api.lock.LockedStage;
import io.lamplighter.api.lock.SolveLimits;
import io.lamplighter.api.machine.MachineFacts.Interpreter;
import io.lamplighter.api.name.LockDigest;
import io.lamplighter.api.plan.Plan;
import io.lamplighter.api.plan.Step;
import io.lamplighter.api.run.CheckResult;
import io.lamplighter.api.wire.Assignment.AssignedLock;
import io.lamplighter.api.wire.Claim;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** How one run comes to its lock, and what becomes of one that it proved. */
final class LockWork {
    private static final Logger LOG = Logger.getLogger(LockWork.class);
    private static final Pattern MINOR = Pattern.compile("\\d+\\.\\d+");

    /** Questions to a controller that does not answer before a run goes on without. */
    private static final int TRIES = 6;

    private static final Duration ASK_AGAIN = Duration.ofMinutes(5);

    private final EngineParts parts;
    private final LocksOnDisk locks;
    private final AwaitedLocks awaited;
    private final Wanted wanted;
    private @Nullable LockDocument given;
    private SolveLimits limits = SolveLimits.NONE;

    LockWork(EngineParts parts, LocksOnDisk locks, Wanted wanted) {
        this.parts = parts;
        this.locks = locks;
        this.awaited = new AwaitedLocks(parts, locks);
        this.wanted = wanted;
    }

    /** Asks whether to solve; what was proved here before is not solved again, whoever asks. */
    Event claim(Run run, @Nullable Interpreter interpreter) throws FailureException, IOException, InterruptedException {
        Claim claim = new Claim(
                run.environment(),
                run.plan(),
                interpreter == null ? null : minor(interpreter),
                null,
                parts.installer().solves(wanted.read()) ? null : false);
        if (run.aim().isRefresh()) {
            return refresh(claim.refreshing());
        }
        AssignedLock assigned = wanted.lock();
        if (assigned != null) {
            return assigned(run, assigned);
        }
        LockDocument kept = locks.of(run.environment(), run.plan()).orElse(null);
        return switch (parts.locks().claim(claim, kept)) {
            case Grant.Install(LockDocument shared) -> claimed(shared, LockOrigin.shared());
            case Grant.Solve(long epoch, SolveLimits within) -> {
                limits = within;
                yield claimed(isWithin(within, kept) ? kept : null, LockOrigin.pathfinder(epoch));
            }
            case Grant.Current(Duration askAgain, String why) -> deferred(run, why, askAgain);
            case Grant.Later(Duration askAgain, String why) -> deferred(run, why, askAgain);
            case Grant.Away(String why) ->
                kept == null && isPatient(run)
                        ? deferred(run, why, parts.config().claimPatience().dividedBy(TRIES))
                        : claimed(kept, unasked(kept, why));
            case Grant.Alone(String why) -> claimed(kept, unasked(kept, why));
        };
    }

    /** One that was not appointed, after all, leaves what is in use. */
    private Event refresh(Claim claim) throws InterruptedException {
        if (parts.locks().claim(claim, null) instanceof Grant.Solve(long epoch, SolveLimits within)) {
            limits = within;
            return claimed(null, LockOrigin.pathfinder(epoch));
        }
        return new Event.Superseded();
    }

    private Event assigned(Run run, AssignedLock lock) throws IOException, InterruptedException {
        return switch (awaited.of(wanted, lock)) {
            case Grant.Install(LockDocument shared) -> claimed(shared, LockOrigin.shared());
            case Grant.Away(String why) -> deferred(run, why, ASK_AGAIN);
            case Grant.Alone(String why) -> deferred(run, why, ASK_AGAIN);
            case Grant.Later(Duration askAgain, String why) -> deferred(run, why, askAgain);
            case Grant.Solve _, Grant.Current _ ->
                throw new IllegalStateException("no answer to a question for one lock");
        };
    }

    private static boolean isWithin(SolveLimits within, @Nullable LockDocument kept) {
        return kept != null && within.problems(kept.lock()).isEmpty();
    }

    /** Within what a solve has to stay. */
    SolveLimits limits() {
        return limits;
    }

    /** The lock that the claim brought; without one, a solve. */
    Solution solution(Run run, Plan plan, Solving solving) throws FailureException, IOException, InterruptedException {
        LockDocument known = given;
        if (known == null) {
            return solving.solve();
        }
        requireFit(known, plan, run.findings().interpreter());
        return new Solution(List.of(), known);
    }

    /** What is proved is for others, too, where this machine was appointed for it. */
    void offer(Run run, Path folder) throws IOException {
        LockOrigin origin = run.findings().origin();
        if (origin != null && origin.epoch() != null) {
            LockDigest digest = Objects.requireNonNull(run.findings().choice()).lock();
            parts.locks().proved(new ProvedLock(run.plan(), origin.epoch(), locks.of(folder, digest)));
        }
    }

    /** For people who wonder whose files these are; nothing of a generation that stood before. */
    static Optional<CheckResult> check(Run run) {
        return Optional.ofNullable(run.findings().origin()).flatMap(LockOrigin::check);
    }

    /** What is done where no lock is known. */
    @FunctionalInterface
    interface Solving {
        Solution solve() throws FailureException, IOException, InterruptedException;
    }

    private Event claimed(@Nullable LockDocument known, LockOrigin origin) {
        given = known;
        return new Event.Claimed(origin);
    }

    private Event deferred(Run run, String why, Duration askAgain) {
        LOG.infof("%s: waits: %s", run.environment(), why);
        return new Event.Deferred(
                LockOrigin.waiting(why), parts.clock().instant().plus(askAgain));
    }

    private boolean isPatient(Run run) {
        return parts.clock()
                .instant()
                .isBefore(run.startedAt().plus(parts.config().claimPatience()));
    }

    private static LockOrigin unasked(@Nullable LockDocument kept, String why) {
        return kept == null ? LockOrigin.alone(why) : LockOrigin.kept(why);
    }

    private static void requireFit(LockDocument document, Plan plan, @Nullable Interpreter interpreter)
            throws FailureException {
        Lock lock = read(document);
        List<String> locked = lock.stages().stream().map(LockedStage::name).toList();
        List<String> planned = plan.stages().stream().map(Step.Stage::stage).toList();
        String python = interpreter == null ? lock.python() : minor(interpreter);
        if (!locked.equals(planned) || !lock.python().equals(python)) {
            throw new FailureException(
                    Catalogue.named("LOCK_MISFIT", document.digest().abbreviated())
                            .adding("It is for Python " + lock.python() + " and the stages " + locked
                                    + "; wanted are Python " + python + " and the stages " + planned + "."),
                    "");
        }
    }

    private static Lock read(LockDocument document) throws FailureException {
        try {
            return document.lock();
        } catch (IllegalArgumentException e) {
            throw new FailureException(Catalogue.named("PLAN_UNREADABLE", String.valueOf(e.getMessage())), "");
        }
    }

    /** {@code 3.11} of {@code 3.11.2}. */
    static String minor(Interpreter interpreter) {
        Matcher numbers = MINOR.matcher(interpreter.version());
        if (!numbers.lookingAt()) {
            throw new IllegalArgumentException("no version of Python: " + interpreter.version());
        }
        return numbers.group();
    }
}
