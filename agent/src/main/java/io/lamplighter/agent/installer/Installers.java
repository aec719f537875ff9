package io.lamplighter.agent.installer;

import io.lamplighter.agent.durable.FileTrees;
import io.lamplighter.agent.failure.Catalogue;
import io.lamplighter.agent.failure.FailureException;
import io.lamplighter.agent.layout.Layout;
import io.lamplighter.agent.network.Network;
import io.lamplighter.agent.policy.InstallerProgram;
import io.lamplighter.agent.policy.Policies;
import io.lamplighter.agent.process.CommandWatch;
import io.lamplighter.agent.process.WatchedCommands;
import io.lamplighter.api.lock.Lock;
import io.lamplighter.api.lock.LockDocument;
import io.lamplighter.api.lock.LockedStage;
import io.lamplighter.api.lock.SolveLimits;
import io.lamplighter.api.machine.MachineFacts.Interpreter;
import io.lamplighter.api.manifest.Environment;
import io.lamplighter.api.plan.AvailableSource;
import io.lamplighter.api.plan.Plan;
import io.lamplighter.api.plan.Step;
import io.lamplighter.api.plan.Step.Solve;
import io.lamplighter.api.plan.Step.SolveConda;
import io.lamplighter.api.run.RunReport.Download;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Gives each part of a plan to the installer that it is for. Where stages of pip follow those of conda, conda's are
 * installed before pip's are solved: the solver asks the very Python that it solves for, and takes what is there as it
 * is. By pip itself go the plans of a machine whose policy does not allow uv; one run at a time.
 */
public final class Installers implements Installer {
    private final Layout layout;
    private final boolean oneAccount;
    private final UvInstaller uv;
    private final CondaInstaller conda;
    private final PipInstaller pip;
    private final Policies policies;
    private boolean byPip;

    /** @param oneAccount whether the agent, those that build and their cache are one account's */
    public Installers(
            Layout layout,
            WatchedCommands commands,
            UvProgram uv,
            CondaProgram conda,
            Network network,
            Policies policies,
            boolean oneAccount) {
        this.layout = layout;
        this.oneAccount = oneAccount;
        this.uv = new UvInstaller(layout, commands, uv, network, oneAccount);
        this.pip = new PipInstaller(layout, commands, network, oneAccount);
        this.policies = policies;
        this.conda = new CondaInstaller(layout, commands, conda, network);
    }

    @Override
    public void prepare(Plan plan, List<AvailableSource> sources)
            throws FailureException, IOException, InterruptedException {
        byPip = !policies.current().allows(InstallerProgram.UV);
        if (has(plan, Solve.class) && !byPip) {
            uv.open(sources);
        }
    }

    @Override
    public void create(
            Path generation, Plan plan, @Nullable Interpreter base, List<AvailableSource> sources, CommandWatch watch)
            throws FailureException, IOException, InterruptedException {
        if (oneAccount) { // else the builder's was emptied when it began
            FileTrees.delete(layout.home());
            FileTrees.delete(layout.temporary());
        }
        byPip = !policies.current().allows(InstallerProgram.UV);
        if (has(plan, SolveConda.class)) {
            conda.create(generation, watch);
            if (has(plan, Solve.class)) {
                requireUv("stages of pip over conda");
                uv.open(sources);
            }
        } else if (byPip) {
            pip.create(generation, Objects.requireNonNull(base), watch);
        } else {
            uv.create(generation, Objects.requireNonNull(base), sources, watch);
        }
    }

    private void requireUv(String what) throws FailureException {
        if (byPip) {
            throw new FailureException(Catalogue.named("PIP_NEEDS_LOCK", what), "");
        }
    }

    @Override
    public boolean solves(Plan plan) throws FailureException, IOException {
        return !has(plan, Solve.class) || policies.current().allows(InstallerProgram.UV);
    }

    @Override
    public Solution solve(
            Path generation,
            Plan plan,
            List<AvailableSource> sources,
            SolveLimits limits,
            Space space,
            CommandWatch watch)
            throws FailureException, IOException, InterruptedException {
        try {
            if (!has(plan, SolveConda.class)) {
                requireUv("");
                return uv.solve(generation, plan, sources, limits, watch);
            }
            SourceAddresses addresses = new SourceAddresses(sources);
            Solution ofConda = conda.solve(generation, plan, addresses, limits, watch);
            if (!has(plan, Solve.class)) {
                return ofConda;
            }
            Lock solved = ofConda.lock().lock();
            space.require(solved);
            for (LockedStage stage : solved.stages()) {
                conda.link(generation, stage, addresses, watch);
            }
            Solution ofPip = uv.solveOver(generation, solved.python(), plan, sources, limits, watch);
            return both(plan, ofConda, ofPip);
        } catch (IllegalArgumentException e) {
            throw new FailureException(Catalogue.named("PLAN_UNREADABLE", String.valueOf(e.getMessage())), "");
        }
    }

    private static Solution both(Plan plan, Solution ofConda, Solution ofPip) {
        Lock first = ofConda.lock().lock();
        Lock second = ofPip.lock().lock();
        List<LockedStage> stages = new ArrayList<>(first.stages());
        stages.addAll(second.stages());
        boolean chosenByConda = plan.only(SolveConda.class).choice().isPresent();
        String candidate = (chosenByConda ? first : second).candidate();
        return new Solution(
                Stream.concat(ofConda.passedOver().stream(), ofPip.passedOver().stream())
                        .toList(),
                LockDocument.of(new Lock(Lock.FORMAT, first.python(), candidate, stages)));
    }

    @Override
    public Download missing(Lock lock) throws IOException {
        return byPip ? pip.missing(lock.all().toList()) : uv.missing(lock);
    }

    @Override
    public List<String> install(
            Path generation, Lock lock, int stage, List<AvailableSource> sources, CommandWatch watch)
            throws FailureException, IOException, InterruptedException {
        LockedStage installed = lock.stages().get(stage);
        if (installed.installer() == Environment.Installer.CONDA) {
            return conda.install(generation, installed, new SourceAddresses(sources), watch);
        }
        return byPip
                ? pip.install(generation, installed.packages(), new SourceAddresses(sources), watch)
                : uv.install(generation, lock, stage, sources, watch);
    }

    @Override
    public Consistency consistency(Path generation, CommandWatch watch)
            throws FailureException, IOException, InterruptedException {
        if (!CondaPrefix.isAt(generation)) {
            return byPip ? pip.consistency(generation, watch) : uv.consistency(generation, watch);
        }
        List<String> complaints = CondaPrefix.read(generation).complaints();
        return complaints.isEmpty()
                ? uv.consistencyOver(generation, watch)
                : new Consistency(false, String.join("; ", complaints));
    }

    /** Each cache has the budget for itself. */
    @Override
    public long trim(long budgetBytes) throws FailureException, IOException, InterruptedException {
        return uv.trim(budgetBytes) + pip.trim(budgetBytes) + conda.trim(budgetBytes);
    }

    private static boolean has(Plan plan, Class<? extends Step> step) {
        return !plan.all(step).isEmpty();
    }
}
