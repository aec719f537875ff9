package io.lamplighter.agent.execution;

import io.lamplighter.agent.failure.Catalogue;
import io.lamplighter.agent.failure.FailureException;
import io.lamplighter.agent.installer.Installer;
import io.lamplighter.agent.installer.Solution;
import io.lamplighter.agent.process.CommandWatch;
import io.lamplighter.api.lock.Lock;
import io.lamplighter.api.lock.LockDocument;
import io.lamplighter.api.lock.LockedFile;
import io.lamplighter.api.lock.LockedPackage;
import io.lamplighter.api.lock.LockedStage;
import io.lamplighter.api.lock.SolveLimits;
import io.lamplighter.api.machine.MachineFacts.Interpreter;
import io.lamplighter.api.manifest.Environment;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.name.Sha256;
import io.lamplighter.api.plan.AvailableSource;
import io.lamplighter.api.plan.Candidate.Placement;
import io.lamplighter.api.plan.Plan;
import io.lamplighter.api.plan.Step;
import io.lamplighter.api.run.RunReport.Download;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Makes folders instead of environments; can be told to fail, and to stop in the middle of an installation. */
final class FakeInstaller implements Installer {
    final AtomicInteger created = new AtomicInteger();
    final AtomicInteger solved = new AtomicInteger();
    final List<List<AvailableSource>> given = new CopyOnWriteArrayList<>();
    final List<SolveLimits> limits = new CopyOnWriteArrayList<>();
    volatile String version = "1";
    volatile @Nullable String failing;
    volatile @Nullable Semaphore gate;
    volatile long downloadBytes;
    volatile List<String> remarks = List.of();
    volatile Runnable onCreate = () -> {};
    volatile boolean solving = true;

    @Override
    public void create(
            Path generation, Plan plan, @Nullable Interpreter base, List<AvailableSource> sources, CommandWatch watch)
            throws IOException {
        created.incrementAndGet();
        onCreate.run();
        given.add(sources);
        Files.createDirectories(generation.resolve("bin"));
        Files.createSymbolicLink(
                generation.resolve("bin/python"),
                Path.of(Objects.requireNonNull(base).path()));
    }

    @Override
    public boolean solves(Plan plan) {
        return solving;
    }

    @Override
    public Solution solve(
            Path generation,
            Plan plan,
            List<AvailableSource> sources,
            SolveLimits within,
            Space space,
            CommandWatch watch)
            throws IOException {
        solved.incrementAndGet();
        limits.add(within);
        given.add(sources);
        List<LockedStage> stages = plan.stages().stream()
                .map(stage -> new LockedStage(stage.stage(), Environment.Installer.PIP, locked(stage)))
                .toList();
        return new Solution(List.of(), LockDocument.of(new Lock(Lock.FORMAT, "3.11", "as asked", stages)));
    }

    /** A lock of one package. */
    static LockDocument lockOf(String python, String stage, String name, String version) {
        LockedStage only = new LockedStage(stage, Environment.Installer.PIP, List.of(locked(name, version)));
        return LockDocument.of(new Lock(Lock.FORMAT, python, "as asked", List.of(only)));
    }

    private List<LockedPackage> locked(Step.Stage stage) {
        return stage.requirements().stream().map(name -> locked(name, version)).toList();
    }

    private static LockedPackage locked(String name, String version) {
        return new LockedPackage(
                name,
                version,
                new Placement(Source.PYPI, null),
                List.of(new LockedFile(name + ".whl", Sha256.of(name + version), null)));
    }

    @Override
    public Download missing(Lock lock) {
        return new Download(1, downloadBytes);
    }

    @Override
    public List<String> install(
            Path generation, Lock lock, int stage, List<AvailableSource> sources, CommandWatch watch)
            throws FailureException, IOException, InterruptedException {
        String id = failing;
        if (id != null) {
            throw new FailureException(Catalogue.named(id, ""), "what it said");
        }
        Semaphore closed = gate;
        if (closed != null) {
            closed.acquire();
        }
        for (LockedPackage each : lock.stages().get(stage).packages()) {
            Files.createDirectories(generation.resolve("lib/python3.11/site-packages/" + each.name() + ".dist-info"));
        }
        return remarks;
    }

    @Override
    public Consistency consistency(Path generation, CommandWatch watch) {
        return new Consistency(true, "");
    }
}
