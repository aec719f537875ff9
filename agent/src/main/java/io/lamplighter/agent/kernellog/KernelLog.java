package io.lamplighter.agent.kernellog;

import io.lamplighter.agent.nvml.XidCounts;
import io.lamplighter.agent.nvml.XidCounts.Count;
import io.lamplighter.agent.nvml.XidEvent;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Counts the errors of GPUs that the kernel's log tells of, those from before the agent started too. */
final class KernelLog {
    private static final Logger LOG = Logger.getLogger(KernelLog.class);

    private final String bootId;
    private final Instant bootedAt;
    private final KernelErrorFile file;
    private final KernelErrors errors;
    private final XidCounts counts;

    KernelLog(String bootId, Instant bootedAt, KernelErrorFile file, KernelErrors errors, XidCounts counts) {
        this.bootId = bootId;
        this.bootedAt = bootedAt;
        this.file = file;
        this.errors = errors;
        this.counts = counts;
    }

    /** Returns when the log ends; a kernel's does not. */
    void follow(KernelRecords records) throws IOException {
        String log = bootId + records.numbering();
        long counted = -1;
        Optional<KernelErrorFile.Counted> before = file.read(log);
        if (before.isPresent()) {
            counted = before.get().sequence();
            before.get()
                    .errors()
                    .forEach(each -> counts.restore(
                            new XidEvent(each.uuid(), each.xid()), new Count(each.times(), each.last())));
        }
        for (KmsgRecord record = records.next(); record != null; record = records.next()) {
            for (String line : record.lines()) {
                Optional<XidEvent> error = errors.read(line);
                if (error.isPresent() && record.sequence() > counted) {
                    count(error.get(), record, log);
                }
            }
        }
    }

    private void count(XidEvent error, KmsgRecord record, String log) throws IOException {
        counts.count(error, bootedAt.plus(record.sinceBoot()));
        LOG.warnf("The kernel reports Xid %d of GPU %s", error.xid(), error.uuid());
        file.write(log, record.sequence(), counts.all());
    }
}
