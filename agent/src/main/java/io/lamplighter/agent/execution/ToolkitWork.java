package io.lamplighter.agent.execution;

import io.lamplighter.agent.durable.FileSystemSync;
import io.lamplighter.agent.failure.FailureException;
import io.lamplighter.agent.process.CommandWatch;
import io.lamplighter.agent.toolkit.Toolkits;
import io.lamplighter.agent.verification.Verdict;
import io.lamplighter.api.name.LockDigest;
import io.lamplighter.api.plan.Plan;
import io.lamplighter.api.plan.Step.ProveToolkit;
import io.lamplighter.api.plan.Step.ToolkitPart;
import io.lamplighter.api.run.RunReport.Download;
import io.lamplighter.api.run.RunReport.InstalledPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Performs the work of a run that makes a toolkit. Nothing is solved: the plan itself names the files. What is the same
 * for everything that machines have, {@link RunWork} does.
 */
final class ToolkitWork implements Performer {
    private final EngineParts parts;
    private final Generations generations;
    private final DiskReserve disk;
    private final Admission admission;
    private final RunWork common;
    private final FileSystemSync sync;
    private final Wanted wanted;
    private final CommandWatch watch;

    ToolkitWork(
            EngineParts parts,
            Generations generations,
            DiskReserve disk,
            RunWork common,
            Wanted wanted,
            CommandWatch watch) {
        this.parts = parts;
        this.generations = generations;
        this.disk = disk;
        this.admission = new Admission(parts, wanted, disk, watch);
        this.common = common;
        this.sync = new FileSystemSync(parts.commands());
        this.wanted = wanted;
        this.watch = watch;
    }

    @Override
    public Event perform(Work work, Run run) throws FailureException, IOException, InterruptedException {
        return switch (work) {
            case Work.Claim _ -> claim();
            case Work.Prepare _ -> prepare(run);
            case Work.Solve _ -> solve(run);
            case Work.Build(int stage) -> build(run, stage);
            case Work.Verify _ -> verify(run);
            case Work.Seal _ -> seal(run);
            case Work.Admit _, Work.Wait _, Work.Activate _, Work.Expose _ -> common.perform(work, run);
        };
    }

    private Event claim() throws FailureException, IOException, InterruptedException {
        admission.interpreter();
        return new Event.Claimed(LockOrigin.plan());
    }

    private Event prepare(Run run) throws FailureException, IOException, InterruptedException {
        admission.interpreter();
        generations.prepare(run.environment());
        parts.toolkits().prepare(wanted.read());
        parts.builder().begin(folder(run));
        Files.createDirectories(folder(run));
        return new Event.Prepared(null);
    }

    private Event solve(Run run) throws FailureException, IOException, InterruptedException {
        Plan plan = wanted.read();
        long bytes = parts.toolkits().missingBytes(plan);
        return new Event.Solved(new Choice(
                plan.only(ProveToolkit.class).name(),
                List.of(),
                new LockDigest(run.plan().value()),
                new Download(Toolkits.building(plan).size(), bytes),
                products(plan)));
    }

    private static List<InstalledPackage> products(Plan plan) {
        return Toolkits.building(plan).stream()
                .map(step -> new InstalledPackage(
                        step.product().name().toLowerCase(Locale.ROOT),
                        step.version().text()))
                .toList();
    }

    private Event build(Run run, int stage) throws FailureException, IOException, InterruptedException {
        if (stage == 0) {
            disk.require(
                    Objects.requireNonNull(run.findings().choice()).download().bytes(),
                    parts.toolkits().bytes(wanted.read()));
        }
        ToolkitPart step = Toolkits.building(wanted.read()).get(stage);
        parts.toolkits().build(folder(run), step, watch);
        parts.builder().endAll(); // the next product is unpacked by the agent, into a folder that nobody alters
        return new Event.StageBuilt();
    }

    private Event verify(Run run) throws FailureException, IOException, InterruptedException {
        if (run.standing() != null) {
            new Wholeness(parts, generations, wanted).require(run);
        }
        parts.builder().prepare();
        Verdict verdict = parts.toolkits().prove(folder(run), wanted.read().only(ProveToolkit.class), watch);
        Optional<FailureException> failure = verdict.failure();
        if (failure.isPresent()) {
            FailureException why = failure.get();
            return new Event.Broke(why.diagnosis(), why.diagnosis().failure(why.log()), verdict.checks());
        }
        return new Event.Verified(verdict.checks());
    }

    private Event seal(Run run) throws FailureException, IOException, InterruptedException {
        Findings found = run.findings();
        Path folder = folder(run);
        parts.builder().seal(folder, Fingerprint.compiler(folder));
        FileListing.write(folder);
        sync.holding(folder);
        generations.seal(new GenerationRecord(
                run.environment(),
                Objects.requireNonNull(found.generation()),
                run.plan(),
                run.id(),
                parts.clock().instant(),
                Fingerprint.ofToolkit(folder),
                found.checks(),
                Objects.requireNonNull(found.choice()),
                null));
        parts.toolkits().forgetArchives();
        return new Event.Sealed();
    }

    private Path folder(Run run) {
        return generations.folder(
                run.environment(), Objects.requireNonNull(run.findings().generation()));
    }
}
