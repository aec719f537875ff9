package io.lamplighter.agent.toolkit;

import io.lamplighter.agent.failure.FailureException;
import io.lamplighter.agent.layout.Layout;
import io.lamplighter.agent.network.Network;
import io.lamplighter.agent.process.CommandWatch;
import io.lamplighter.agent.process.WatchedCommands;
import io.lamplighter.agent.verification.Verdict;
import io.lamplighter.api.manifest.Toolkit.Archive;
import io.lamplighter.api.plan.Plan;
import io.lamplighter.api.plan.Step;
import io.lamplighter.api.plan.Step.ProveToolkit;
import io.lamplighter.api.run.CheckResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Builds a toolkit, product by product, in an empty folder; each step may be killed and the folder thrown away. */
public final class Toolkits {
    private final Archives archives;
    private final Runfiles runfiles;
    private final ToolkitProof proof;

    /** @param builders those by which code of archives is run */
    public Toolkits(Layout layout, WatchedCommands builders, Network network) {
        this.archives = new Archives(layout.archives(), network);
        this.runfiles = new Runfiles(layout, builders);
        this.proof = new ToolkitProof(layout, builders);
    }

    /** Whether a plan is one of a toolkit. */
    public static boolean isOne(Plan plan) {
        return !plan.all(ProveToolkit.class).isEmpty();
    }

    /** Whether a generation with these checks is one of a toolkit: no other is asked for its compiler. */
    public static boolean isProvedBy(List<CheckResult> checks) {
        return checks.stream().anyMatch(check -> check.check().equals(ToolkitProof.COMPILER));
    }

    /** The steps that put something into the prefix, in order. */
    public static List<Step.ToolkitPart> building(Plan plan) {
        return plan.all(Step.ToolkitPart.class);
    }

    /** Forgets archives that the plan does not name. */
    public void prepare(Plan plan) throws IOException {
        archives.keepOnly(archives(plan));
    }

    /** What has still to be fetched for a plan, as servers announce it. */
    public long missingBytes(Plan plan) throws IOException, InterruptedException {
        long sum = 0;
        for (Archive archive : archives(plan)) {
            sum += archives.missingBytes(archive);
        }
        return sum;
    }

    /** All that a plan unpacks, packed, as far as it is known. */
    public long bytes(Plan plan) throws IOException, InterruptedException {
        long sum = 0;
        for (Archive archive : archives(plan)) {
            sum += archives.bytes(archive);
        }
        return sum;
    }

    /**
     * Puts one product into a prefix.
     *
     * @throws FailureException when an archive does not belong into a prefix, or an installer fails
     * @throws IOException when one cannot be fetched, or is another than the plan names
     */
    public void build(Path prefix, Step.ToolkitPart step, CommandWatch watch)
            throws FailureException, IOException, InterruptedException {
        for (Archive archive : step.archives()) {
            Path file = archives.fetch(archive);
            String name = archive.url().fileName();
            switch (step) {
                case Step.UnpackToolkit _ -> {
                    watch.line("Unpacking " + name);
                    new Unpacking(prefix, name).unpack(file);
                }
                case Step.RunToolkitInstaller _ -> runfiles.install(prefix, file, name, watch);
            }
        }
    }

    /** Whether the prefix is what the plan asks for. */
    public Verdict prove(Path prefix, ProveToolkit asked, CommandWatch watch) throws IOException, InterruptedException {
        return proof.of(prefix, asked, watch);
    }

    /** The archives are not needed once the toolkit is proved. */
    public void forgetArchives() throws IOException {
        archives.keepOnly(List.of());
    }

    private static List<Archive> archives(Plan plan) {
        return building(plan).stream().flatMap(step -> step.archives().stream()).toList();
    }
}
