package io.lamplighter.agent.kernellog;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The kernel's log, record by record. */
interface KernelRecords extends AutoCloseable {
    /** Waits for one; absent at the end, which a kernel's log does not have. */
    @Nullable
    KmsgRecord next() throws IOException;

    /**
     * What tells its numbers from those of another source: what was counted by one says nothing to the other. Empty for
     * the kernel's own.
     */
    String numbering();

    @Override
    void close() throws IOException;
}
