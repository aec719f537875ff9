package io.lamplighter.agent.checkin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.lamplighter.agent.durable.Access;
import io.lamplighter.agent.durable.DurableFiles;
import io.lamplighter.agent.execution.RunListener;
import io.lamplighter.api.json.Wire;
import io.lamplighter.api.run.RunReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map.Entry;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Reports that wait for the controller, a file each. Of a run only the latest waits, for it says all that the earlier
 * ones did. Run ids grow with time, so the order of names is the order of events.
 */
public final class Spool implements RunListener {
    private static final Logger LOG = Logger.getLogger(Spool.class);

    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path folder;

    /** Kept in memory beside the files: a full disk must not lose the end of a run. */
    private final NavigableMap<String, RunReport> waiting = new ConcurrentSkipListMap<>();

    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /** Takes over what waited when the agent last stopped. */
    public Spool(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder, OWNER_ONLY);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(name -> name.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                takeOver(file);
            }
        }
    }

    /** Tells that there is something to send. */
    void onReport(Runnable listener) {
        listeners.add(listener);
    }

    @Override
    public void changed(RunReport report) {
        keep(report);
        listeners.forEach(Runnable::run);
    }

    /** How many reports wait; asked for while one is being written to a disk that stalls, too. */
    public int size() {
        return waiting.size();
    }

    /** The one to send first. */
    synchronized Optional<RunReport> next() {
        return Optional.ofNullable(waiting.firstEntry()).map(Entry::getValue);
    }

    /** The controller has it; a later one of the same run stays. */
    synchronized void sent(RunReport report) {
        if (waiting.remove(name(report), report)) {
            remove(folder.resolve(name(report)));
        }
    }

    /** The controller will never take it. */
    synchronized void refused(RunReport report, String why) {
        Path aside = folder.resolve("refused-" + name(report) + ".txt");
        LOG.errorf("The controller refuses the report of run %s: %s; it is kept as %s", report.run(), why, aside);
        try {
            DurableFiles.replace(aside, Wire.write(report).getBytes(UTF_8), Access.OWNER_ONLY);
        } catch (IOException e) {
            LOG.errorf("The refused report could not be kept: %s", e);
        }
        sent(report);
    }

    private synchronized void keep(RunReport report) {
        RunReport before = waiting.get(name(report));
        if (before != null && before.sequence() > report.sequence()) {
            return;
        }
        waiting.put(name(report), report);
        try {
            DurableFiles.replace(
                    folder.resolve(name(report)), Wire.write(report).getBytes(UTF_8), Access.OWNER_ONLY);
        } catch (IOException e) {
            LOG.errorf("The report of run %s waits in memory only: %s", report.run(), e);
        }
    }

    private void takeOver(Path file) throws IOException {
        byte[] content = Files.readAllBytes(file);
        try {
            RunReport report = Wire.mapper().readValue(content, RunReport.class);
            waiting.put(name(report), report);
        } catch (JsonProcessingException e) {
            Path aside = folder.resolve("damaged-" + file.getFileName() + ".txt");
            LOG.errorf("%s is no report (%s): it is put aside as %s", file, e.getOriginalMessage(), aside);
            DurableFiles.replace(aside, content, Access.OWNER_ONLY);
            DurableFiles.remove(file);
        }
    }

    private static void remove(Path file) {
        try {
            DurableFiles.remove(file);
        } catch (IOException e) {
            throw new UncheckedIOException("a sent report stays: " + file, e);
        }
    }

    private static String name(RunReport report) {
        return report.run().value() + ".json";
    }
}
