package io.lamplighter.agent.runlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lamplighter.agent.durable.Access;
import io.lamplighter.agent.durable.DurableFiles;
import io.lamplighter.agent.execution.RunListener;
import io.lamplighter.agent.failure.LogText;
import io.lamplighter.api.name.RunId;
import io.lamplighter.api.run.Failure;
import io.lamplighter.api.run.RunReport;
import io.lamplighter.api.run.RunState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The logs of runs, a folder each. One whose run has ended waits there, over restarts, until the controller has it. A
 * log is a help and never a condition: what goes wrong with it fails no run.
 */
public final class RunLogs implements RunListener {
    private static final Logger LOG = Logger.getLogger(RunLogs.class);
    private static final String DUE = "due";
    private static final String SENT = "sent";

    private final Path folder;
    private final long limit;
    private final int kept;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private @Nullable RunId current;
    private @Nullable RunLog log;
    private @Nullable RunState lastState;

    /**
     * Begins nothing yet.
     *
     * @param limit of one log, in bytes
     * @param kept how many logs stay
     */
    public RunLogs(Path folder, long limit, int kept) {
        this.folder = folder;
        this.limit = limit;
        this.kept = kept;
    }

    /** Tells that there is a log to send. */
    public void onDue(Runnable listener) {
        listeners.add(listener);
    }

    @Override
    public synchronized void changed(RunReport report) {
        RunId run = report.run();
        if (hasEnded(run) || (report.state().isFinal() && !Files.exists(folder(run)))) {
            return; // told again after a restart
        }
        if (!run.equals(current) || report.state() != lastState) {
            lastState = report.state();
            add(run, "== " + report.at() + " " + report.environment() + ": " + label(report));
        }
        Failure failure = report.failure();
        if (failure != null) {
            add(run, "== " + failure.signature() + ": " + failure.message());
            add(run, "== " + failure.remedy());
        }
        if (report.state().isFinal()) {
            mark(run, DUE);
            current = null;
            log = null;
            thin();
            listeners.forEach(Runnable::run);
        }
    }

    @Override
    public synchronized void said(RunId run, String line) {
        add(run, line);
    }

    /** Those that the controller should get, the oldest first. */
    public List<RunId> due() {
        return runs().stream()
                .filter(run -> Files.exists(folder(run).resolve(DUE)))
                .toList();
    }

    /** What a run's programs said; empty when it is not kept any more. */
    public Optional<String> text(RunId run) throws IOException {
        return Files.isDirectory(folder(run)) ? Optional.of(RunLog.text(folder(run))) : Optional.empty();
    }

    /** The controller has it, or will never take it. */
    public synchronized void settled(RunId run) {
        if (Files.exists(folder(run))) {
            mark(run, SENT);
        }
        try {
            DurableFiles.remove(folder(run).resolve(DUE));
        } catch (IOException e) {
            LOG.warnf("the log of run %s may be sent again: %s", run, e);
        }
    }

    private void add(RunId run, String line) {
        try {
            RunLog open = log;
            if (open == null || !run.equals(current)) {
                open = RunLog.open(folder(run), limit);
                log = open;
                current = run;
            }
            open.add(LogText.line(line));
        } catch (IOException e) {
            LOG.debugf("a line of run %s is not in its log: %s", run, e);
            log = null;
        }
    }

    private static String label(RunReport report) {
        String stage = report.stage();
        return LogText.line(report.state().name().toLowerCase(Locale.ROOT) + (stage == null ? "" : " " + stage));
    }

    private boolean hasEnded(RunId run) {
        return Files.exists(folder(run).resolve(SENT))
                || Files.exists(folder(run).resolve(DUE));
    }

    private void mark(RunId run, String mark) {
        try {
            DurableFiles.replace(folder(run).resolve(mark), mark.getBytes(UTF_8), Access.OWNER_ONLY);
        } catch (IOException e) {
            LOG.warnf("the log of run %s cannot be marked as %s: %s", run, mark, e);
        }
    }

    private void thin() {
        List<RunId> runs = runs();
        for (RunId old : runs.subList(0, Math.max(0, runs.size() - kept))) {
            try (Stream<Path> files = Files.list(folder(old))) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
                Files.delete(folder(old));
            } catch (IOException e) {
                LOG.warnf("the log of run %s cannot be removed: %s", old, e);
            }
        }
    }

    /** Their ids grow with time. */
    private List<RunId> runs() {
        List<RunId> runs = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return runs;
        }
        try (Stream<Path> folders = Files.list(folder)) {
            folders.sorted()
                    .forEach(each -> runs.add(new RunId(each.getFileName().toString())));
        } catch (IOException | IllegalArgumentException e) {
            LOG.warnf("%s holds something else than logs: %s", folder, e);
        }
        return runs;
    }

    private Path folder(RunId run) {
        return folder.resolve(run.value());
    }
}
