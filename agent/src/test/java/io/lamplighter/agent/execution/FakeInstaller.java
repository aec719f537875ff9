package io.lamplighter.agent.execution;

import io.lamplighter.agent.failure.Catalogue;
import io.lamplighter.agent.failure.FailureException;
import io.lamplighter.agent.installer.Indexes;
import io.lamplighter.agent.installer.Installer;
import io.lamplighter.agent.installer.Lock;
import io.lamplighter.agent.installer.Solution;
import io.lamplighter.agent.process.CommandWatch;
import io.lamplighter.api.machine.MachineFacts.Interpreter;
import io.lamplighter.api.plan.AvailableSource;
import io.lamplighter.api.plan.Plan;
import io.lamplighter.api.run.RunReport.Download;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Makes folders instead of environments; can be told to fail, and to stop in the middle of an installation. */
final class FakeInstaller implements Installer {
    final AtomicInteger created = new AtomicInteger();
    final List<List<AvailableSource>> given = new CopyOnWriteArrayList<>();
    volatile @Nullable String failing;
    volatile @Nullable Semaphore gate;
    volatile long downloadBytes;

    @Override
    public void create(Path generation, Interpreter interpreter, List<AvailableSource> sources, CommandWatch watch)
            throws IOException {
        created.incrementAndGet();
        given.add(sources);
        Files.createDirectories(generation.resolve("bin"));
        Files.createSymbolicLink(generation.resolve("bin/python"), Path.of(interpreter.path()));
    }

    @Override
    public Solution solve(Path generation, Plan plan, List<AvailableSource> sources, CommandWatch watch)
            throws IOException {
        given.add(sources);
        List<Set<String>> stages = plan.stages().stream()
                .map(stage -> Set.copyOf(stage.requirements()))
                .toList();
        Lock lock = Lock.parse("lock-version = \"1.0\"\n");
        return new Solution("as asked", List.of(), lock, new Indexes(Map.of(), null), stages);
    }

    @Override
    public Download missing(Solution solution) {
        return new Download(1, downloadBytes);
    }

    @Override
    public void install(Path generation, Solution solution, int stage, CommandWatch watch)
            throws FailureException, IOException, InterruptedException {
        String id = failing;
        if (id != null) {
            throw new FailureException(Catalogue.named(id, ""), "what it said");
        }
        Semaphore closed = gate;
        if (closed != null) {
            closed.acquire();
        }
        for (String name : solution.stages().get(stage)) {
            Files.createDirectories(generation.resolve("lib/python3.11/site-packages/" + name + ".dist-info"));
        }
    }

    @Override
    public Consistency consistency(Path generation, CommandWatch watch) {
        return new Consistency(true, "");
    }
}
