package io.lamplighter.controller.peers;

import io.lamplighter.api.name.GenerationName;
import io.lamplighter.api.name.LockDigest;
import io.lamplighter.api.run.RunReport;
import io.lamplighter.api.run.RunReport.InstalledPackage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A report of a {@link TestAgent} that says a few things otherwise. */
public final class AlteredReport {
    private final RunReport report;
    private @Nullable GenerationName generation;
    private List<InstalledPackage> installed;
    private @Nullable LockDigest lock;
    private RunReport.@Nullable Refresh refresh;

    private AlteredReport(RunReport report) {
        this.report = report;
        generation = report.generation();
        installed = report.installed();
        lock = report.lock();
        refresh = report.refresh();
    }

    public static AlteredReport of(RunReport report) {
        return new AlteredReport(report);
    }

    public AlteredReport generation(GenerationName name) {
        generation = name;
        return this;
    }

    public AlteredReport installed(InstalledPackage... packages) {
        installed = List.of(packages);
        return this;
    }

    public AlteredReport lock(LockDigest digest) {
        lock = digest;
        return this;
    }

    /** It solves anew what is in use by these files. */
    public AlteredReport refreshing(LockDigest from) {
        refresh = new RunReport.Refresh(from);
        return this;
    }

    public RunReport made() {
        return new RunReport(
                report.run(),
                report.sequence(),
                report.environment(),
                report.plan(),
                report.state(),
                report.startedAt(),
                report.at(),
                report.stage(),
                report.download(),
                report.candidate(),
                report.outcome(),
                report.failure(),
                report.checks(),
                generation,
                installed,
                report.waiting(),
                lock,
                refresh,
                report.changes());
    }
}
