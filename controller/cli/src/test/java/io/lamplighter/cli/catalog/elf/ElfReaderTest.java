package io.lamplighter.cli.catalog.elf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ElfReaderTest {
    private static final int NEEDS_OFFSET = 0x348;
    private static final int TABLE_OFFSET = 0x28;
    /** As long as no array can be. */
    private static final long GAP = Integer.MAX_VALUE;

    @ParameterizedTest
    @ValueSource(strings = {"threads.so", "moved.so"})
    void readsTheVersionsNeededWhereverTheirNamesStand(String name) throws Exception {
        byte[] bytes = resource(name);

        ElfReading reading = read(bytes);

        assertThat(reading)
                .isEqualTo(new ElfReading.Read(new ElfObject(
                        List.of(
                                new VersionNeed("libc.so.6", "GLIBC_2.2.5", false),
                                new VersionNeed("libc.so.6", "GLIBC_2.34", false),
                                new VersionNeed("libc.so.6", "GLIBC_2.14", false)),
                        0)));
    }

    @Test
    void readsSeveralLibrariesAndMeasuresDeviceCode() throws Exception {
        byte[] bytes = resource("device.so");

        ElfReading reading = read(bytes);

        assertThat(reading).isInstanceOfSatisfying(ElfReading.Read.class, read -> {
            assertThat(read.object().deviceCodeBytes()).isEqualTo(96);
            assertThat(read.object().needs()).extracting(VersionNeed::library).contains("libstdc++.so.6", "libc.so.6");
            assertThat(read.object().needs()).extracting(VersionNeed::version).contains("GLIBCXX_3.4.21", "GLIBC_2.14");
        });
    }

    @Test
    void tellsWhatIsNeededOnlyWeakly() throws Exception {
        byte[] bytes = resource("threads.so");
        ByteBuffer needs = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int first = NEEDS_OFFSET + needs.getInt(NEEDS_OFFSET + 8);
        needs.putShort(first + 4, (short) 2);

        ElfReading reading = read(bytes);

        assertThat(reading)
                .isInstanceOfSatisfying(
                        ElfReading.Read.class,
                        read -> assertThat(read.object().needs())
                                .extracting(VersionNeed::weak)
                                .containsExactly(true, false, false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "import torch\n",
                "PK\u0003\u0004 an archive with more than sixty-four bytes in it, quite so."
            })
    void leavesOtherFilesAlone(String text) throws Exception {
        ElfReading reading = read(text.getBytes(StandardCharsets.UTF_8));

        assertThat(reading).isEqualTo(new ElfReading.NotElf());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            4    | 1      | it is not for a machine with 64 bits that counts from the little end
            5    | 2      | it is not for a machine with 64 bits that counts from the little end
            0x3c | 0      | it has no section table
            0x3e | 0xff   | it has no section table
            0x3a | 0x20   | it has no section table
            0x2e | 0x70   | it breaks off
            0x28 | 0      | its parts overlap
            """)
    void saysWhyAnObjectCannotBeRead(String offset, String value, String why) throws Exception {
        byte[] bytes = resource("threads.so");
        bytes[Integer.decode(offset)] = (byte) (int) Integer.decode(value);
        if (Integer.decode(offset) == TABLE_OFFSET) {
            Arrays.fill(bytes, TABLE_OFFSET, TABLE_OFFSET + 8, (byte) 0);
        }

        ElfReading reading = read(bytes);

        assertThat(reading).isEqualTo(new ElfReading.NotReadable(why));
    }

    @Test
    void refusesNeedsThatLeadBackIntoThemselves() throws Exception {
        byte[] bytes = resource("threads.so");
        ByteBuffer needs = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        needs.putShort(NEEDS_OFFSET + 2, (short) -1);
        needs.putInt(NEEDS_OFFSET + needs.getInt(NEEDS_OFFSET + 8) + 12, 0);

        ElfReading reading = read(bytes);

        assertThat(reading).isEqualTo(new ElfReading.NotReadable("its needed versions point out of their section"));
    }

    @Test
    void neverFailsOnADamagedObject() throws Exception {
        byte[] whole = resource("moved.so");
        Random random = new Random(4);

        for (int round = 0; round < 5_000; round++) {
            byte[] damaged = Arrays.copyOf(whole, round % 2 == 0 ? whole.length : random.nextInt(whole.length));
            for (int i = 0; i < 4 && damaged.length > 0; i++) {
                int near = random.nextBoolean() ? Math.min(damaged.length, 0x400) : damaged.length;
                damaged[random.nextInt(near)] = (byte) random.nextInt();
            }

            assertThat(read(damaged)).as("round %d", round).isNotNull();
        }
    }

    @Test
    void readsALibraryThatIsLongerThanMemoryCouldHold() throws Exception {
        byte[] small = resource("threads.so");
        ByteBuffer header = ByteBuffer.wrap(small).order(ByteOrder.LITTLE_ENDIAN);
        int table = (int) header.getLong(TABLE_OFFSET);
        header.putLong(TABLE_OFFSET, table + GAP);
        Content grown = () -> new Stretched(small, table);

        ElfReading reading = ElfReader.read(grown);

        assertThat(reading)
                .isInstanceOfSatisfying(
                        ElfReading.Read.class,
                        read -> assertThat(read.object().needs()).hasSize(3));
    }

    private static ElfReading read(byte[] bytes) throws IOException {
        return ElfReader.read(() -> new ByteArrayInputStream(bytes));
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream bytes = Objects.requireNonNull(ElfReaderTest.class.getResourceAsStream("/elf/" + name))) {
            return bytes.readAllBytes();
        }
    }

    /** Nothing, and much of it, stands before an offset. */
    private static final class Stretched extends InputStream {
        private final byte[] bytes;
        private final int gap;
        private long position;

        Stretched(byte[] bytes, int gap) {
            this.bytes = bytes;
            this.gap = gap;
        }

        @Override
        public int read() {
            long at = position++;
            if (at >= gap && at < gap + GAP) {
                return 0;
            }
            long inBytes = at < gap ? at : at - GAP;
            return inBytes < bytes.length ? Byte.toUnsignedInt(bytes[(int) inBytes]) : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (position >= gap && position < gap + GAP) {
                int nothing = (int) Math.min(length, gap + GAP - position);
                Arrays.fill(target, offset, offset + nothing, (byte) 0);
                position += nothing;
                return nothing;
            }
            int next = length == 0 ? -1 : read();
            if (next < 0) {
                return length == 0 ? 0 : -1;
            }
            target[offset] = (byte) next;
            return 1;
        }
    }
}
