package io.lamplighter.agent.execution;

import io.lamplighter.agent.durable.FileSystemSync;
import io.lamplighter.agent.failure.Catalogue;
import io.lamplighter.agent.failure.FailureException;
import io.lamplighter.agent.installer.Solution;
import io.lamplighter.agent.process.CommandWatch;
import io.lamplighter.agent.verification.Verdict;
import io.lamplighter.agent.verification.Verifier;
import io.lamplighter.api.lock.Lock;
import io.lamplighter.api.lock.LockDocument;
import io.lamplighter.api.lock.LockedFile;
import io.lamplighter.api.lock.LockedPackage;
import io.lamplighter.api.machine.MachineFacts.Interpreter;
import io.lamplighter.api.plan.AvailableSource;
import io.lamplighter.api.plan.Plan;
import io.lamplighter.api.plan.Step;
import io.lamplighter.api.run.CheckResult;
import io.lamplighter.api.run.RunReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Performs the work of one run's phases. */
final class RunWork implements Performer {
    /** Stands among the checks, for that is where people look when something is not as they asked. */
    private static final String EXPOSURE = "exposure";

    /** The same of what was installed. */
    private static final String SOURCES = "sources";

    private final EngineParts parts;
    private final Generations generations;
    private final Switchover switchover;
    private final Wholeness wholeness;
    private final FileSystemSync sync;
    private final DiskReserve disk;
    private final Admission admission;
    private final LocksOnDisk locksOnDisk;
    private final LockWork locks;
    private final Wanted wanted;
    private final CommandWatch watch;
    private @Nullable Lock lock;

    RunWork(
            EngineParts parts,
            Generations generations,
            Activations activations,
            DiskReserve disk,
            Wanted wanted,
            CommandWatch watch) {
        this.parts = parts;
        this.generations = generations;
        this.switchover = new Switchover(generations, activations, parts.clock());
        this.wholeness = new Wholeness(parts, generations, wanted);
        this.sync = new FileSystemSync(parts.commands());
        this.disk = disk;
        this.admission = new Admission(parts, wanted, disk, watch);
        this.locksOnDisk = new LocksOnDisk(generations);
        this.locks = new LockWork(parts, locksOnDisk, wanted);
        this.wanted = wanted;
        this.watch = watch;
    }

    @Override
    public Event perform(Work work, Run run) throws FailureException, IOException, InterruptedException {
        return switch (work) {
            case Work.Admit _ -> new Event.Admitted();
            case Work.Wait _ -> new Event.Due(generations.next(run.environment(), run.plan()));
            case Work.Claim _ -> locks.claim(run, admission.interpreter().orElse(null));
            case Work.Prepare _ -> prepare(run);
            case Work.Solve _ -> solve(run);
            case Work.Build(int stage) -> build(run, stage);
            case Work.Verify _ -> verify(run);
            case Work.Seal _ -> seal(run);
            case Work.Activate _ -> switchover.perform(run);
            case Work.Expose _ -> expose(run);
        };
    }

    private Event prepare(Run run) throws FailureException, IOException, InterruptedException {
        Interpreter interpreter = admission.interpreter().orElse(null);
        generations.prepare(run.environment());
        parts.builder().begin(folder(run));
        parts.installer().create(folder(run), wanted.read(), interpreter, sources(), watch);
        return new Event.Prepared(interpreter);
    }

    private Event solve(Run run) throws FailureException, IOException, InterruptedException {
        Plan plan = wanted.read();
        Solution found = locks.solution(
                run,
                plan,
                () -> parts.installer()
                        .solve(
                                folder(run),
                                plan,
                                sources(),
                                locks.limits(),
                                each -> disk.require(
                                        parts.installer().missing(each).bytes(), bytes(each)),
                                watch));
        Lock solved = found.lock().lock();
        if (run.aim().isRefresh()) {
            Optional<LockDocument> same = inUse(run).filter(each -> each.lock().installsTheSameAs(solved));
            if (same.isPresent()) {
                return new Event.Unchanged(new Choice(
                        solved.candidate(),
                        found.passedOver(),
                        same.get().digest(),
                        new RunReport.Download(0, 0),
                        solved.packages()));
            }
        }
        locksOnDisk.keep(folder(run), found.lock());
        lock = solved;
        return new Event.Solved(new Choice(
                solved.candidate(),
                found.passedOver(),
                found.lock().digest(),
                parts.installer().missing(solved),
                solved.packages()));
    }

    private Optional<LockDocument> inUse(Run run) throws IOException {
        Optional<GenerationRecord> current = generations.current(run.environment());
        return current.isEmpty()
                ? Optional.empty()
                : locksOnDisk.of(
                        run.environment(), run.plan(), current.get().choice().lock());
    }

    private Event build(Run run, int stage) throws FailureException, IOException, InterruptedException {
        if (stage == 0) {
            disk.require(
                    Objects.requireNonNull(run.findings().choice()).download().bytes(),
                    bytes(Objects.requireNonNull(lock)));
        }
        List<CheckResult> remarks =
                parts.installer().install(folder(run), Objects.requireNonNull(lock), stage, sources(), watch).stream()
                        .map(remark ->
                                new CheckResult(SOURCES, CheckResult.Result.NOT_APPLICABLE, remark, Duration.ZERO))
                        .toList();
        Plan plan = wanted.read();
        boolean last = stage == plan.stages().size() - 1;
        if (last) {
            parts.builder().compile(folder(run), watch);
        } else { // the last is looked at with all others
            var request =
                    Verifier.Request.ofStage(folder(run), plan, plan.stages().get(stage));
            Optional<FailureException> failure =
                    parts.verifier().verify(request, watch).failure();
            if (failure.isPresent()) {
                throw failure.get();
            }
        }
        return new Event.StageBuilt(remarks);
    }

    /** As far as sources say it. */
    private static long bytes(Lock whole) {
        return whole.all()
                .map(LockedPackage::taken)
                .map(LockedFile::bytes)
                .filter(Objects::nonNull)
                .mapToLong(Long::longValue)
                .sum();
    }

    private Event verify(Run run) throws FailureException, IOException, InterruptedException {
        if (run.standing() != null) {
            wholeness.require(run);
        }
        if (lock == null) { // another agent built it, or it stood before this run
            parts.builder().prepare();
            parts.installer().prepare(wanted.read(), sources());
        }
        Verdict verdict = parts.verifier().verify(Verifier.Request.ofAll(folder(run), wanted.read()), watch);
        List<CheckResult> checks = Stream.concat(
                        verdict.checks().stream(),
                        run.findings().checks().stream()
                                .filter(each -> each.check().equals(SOURCES)))
                .toList();
        Optional<FailureException> failure = verdict.failure();
        if (failure.isPresent()) {
            var why = failure.get();
            return new Event.Broke(why.diagnosis(), why.diagnosis().failure(why.log()), checks);
        }
        if (verdict.isInconclusive()) {
            return new Event.Undecided(
                    checks, parts.clock().instant().plus(parts.config().verifyAgain()));
        }
        boolean provedCuda = generations
                .current(run.environment())
                .map(GenerationRecord::provedCuda)
                .orElse(false);
        if (provedCuda && !GenerationRecord.provesCuda(checks)) {
            var lost = Catalogue.named("CUDA_LOST", "");
            return new Event.Broke(lost, lost.failure(""), checks);
        }
        return new Event.Verified(
                Stream.concat(checks.stream(), LockWork.check(run).stream()).toList());
    }

    private Event seal(Run run) throws FailureException, IOException, InterruptedException {
        Findings found = run.findings();
        Choice made = Objects.requireNonNull(found.choice());
        Interpreter interpreter = Objects.requireNonNullElseGet(found.interpreter(), () -> made.python(folder(run)));
        parts.builder().seal(folder(run), Path.of(interpreter.path()));
        FileListing.write(folder(run));
        sync.holding(folder(run));
        generations.seal(new GenerationRecord(
                run.environment(),
                Objects.requireNonNull(found.generation()),
                run.plan(),
                run.id(),
                parts.clock().instant(),
                Fingerprint.of(folder(run), interpreter),
                found.checks(),
                made,
                run.aim().isRefresh() ? run.aim().revision() : null));
        locks.offer(run, folder(run));
        return new Event.Sealed();
    }

    private Event expose(Run run) throws FailureException, IOException {
        List<CheckResult> checks = new ArrayList<>(run.findings().checks());
        for (String refusal : parts.exposures()
                .expose(run.environment(), wanted.read().only(Step.Expose.class))
                .refused()) {
            checks.add(new CheckResult(EXPOSURE, CheckResult.Result.NOT_APPLICABLE, refusal, Duration.ZERO));
        }
        return new Event.Exposed(checks);
    }

    private List<AvailableSource> sources() {
        return parts.sources().apply(wanted.sources());
    }

    private Path folder(Run run) {
        return generations.folder(
                run.environment(), Objects.requireNonNull(run.findings().generation()));
    }
}
