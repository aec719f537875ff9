package io.lamplighter.agent.kernellog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class KmsgDeviceTest {
    private final Device device = new Device();
    private final KmsgDevice records = new KmsgDevice(device);

    @Test
    void givesARecordForEachReadAndPassesOverWhatIsNone() throws Exception {
        device.says("6,1,5,-;Linux version 6.1\n");
        device.says("no record");
        device.says("4,2,9,-;NVRM: one\n SUBSYSTEM=pci\n");

        assertThat(requireNonNull(records.next()).lines()).containsExactly("Linux version 6.1");
        assertThat(requireNonNull(records.next()).lines()).containsExactly("NVRM: one");
        assertThat(records.next()).isNull();
    }

    /** {@code EPIPE}: what was next has been overwritten. */
    @Test
    void goesOnBehindWhatTheKernelHasOverwritten() throws Exception {
        device.fails("Broken pipe");
        device.says("4,900,9,-;NVRM: later\n");

        assertThat(requireNonNull(records.next()).sequence()).isEqualTo(900);
    }

    @Test
    void endsWithAnyOtherFailure() {
        device.fails("Operation not permitted");
        device.says("4,900,9,-;NVRM: later\n");

        assertThatThrownBy(records::next).isInstanceOf(IOException.class).hasMessage("Operation not permitted");
    }

    /** As the kernel's: each read gives one record whole, or fails. */
    private static final class Device extends InputStream {
        private final Queue<List<String>> reads = new ArrayDeque<>();

        void says(String record) {
            reads.add(List.of(record));
        }

        void fails(String message) {
            reads.add(List.of("", message));
        }

        @Override
        public int read(byte[] buffer, int from, int length) throws IOException {
            List<String> next = reads.poll();
            if (next == null) {
                return -1;
            }
            if (next.size() > 1) {
                throw new IOException(next.getLast());
            }
            byte[] record = next.getFirst().getBytes(UTF_8);
            System.arraycopy(record, 0, buffer, from, record.length);
            return record.length;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException("the kernel gives no part of a record");
        }
    }
}
