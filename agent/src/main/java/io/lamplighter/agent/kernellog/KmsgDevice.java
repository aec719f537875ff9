package io.lamplighter.agent.kernellog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code /dev/kmsg}: what is still in the kernel's memory since the boot, then what is written. Each read is a record.
 */
final class KmsgDevice implements KernelRecords {
    /** The kernel refuses a read into less than a record. */
    private static final int RECORD_BYTES = 16 * 1024;

    private static final String OVERTAKEN = "Broken pipe";

    private final InputStream device;
    private final byte[] buffer = new byte[RECORD_BYTES];

    KmsgDevice(Path device) throws IOException {
        this(Files.newInputStream(device));
    }

    KmsgDevice(InputStream device) {
        this.device = device;
    }

    @Override
    public @Nullable KmsgRecord next() throws IOException {
        while (true) {
            try {
                int bytes = device.read(buffer);
                if (bytes < 0) {
                    return null;
                }
                Optional<KmsgRecord> record = KmsgRecord.parse(new String(buffer, 0, bytes, UTF_8));
                if (record.isPresent()) {
                    return record.get();
                }
            } catch (IOException e) {
                if (!String.valueOf(e.getMessage())
                        .contains(OVERTAKEN)) { // older ones were overwritten: go on behind them
                    throw e;
                }
            }
        }
    }

    @Override
    public String numbering() {
        return "";
    }

    @Override
    public void close() throws IOException {
        device.close();
    }
}
