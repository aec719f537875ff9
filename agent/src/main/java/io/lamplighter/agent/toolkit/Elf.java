package io.lamplighter.agent.toolkit;

import io.lamplighter.api.manifest.Toolkit.Platform;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the head of an ELF file says it is for, elf(5).
 *
 * @param machine {@code e_machine}
 */
record Elf(int machine) {
    private static final int MAGIC = 0x7f454c46;
    private static final int HEAD = 20;
    private static final int DATA = 5;
    private static final int BIG_ENDIAN = 2;
    private static final int MACHINE = 18;
    private static final int X86_64 = 62;
    private static final int AARCH64 = 183;

    /** Empty for what is no ELF file, like a linker's script. */
    static Optional<Elf> read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            ByteBuffer head = ByteBuffer.wrap(in.readNBytes(HEAD));
            if (head.remaining() < HEAD || head.getInt(0) != MAGIC) {
                return Optional.empty();
            }
            head.order(head.get(DATA) == BIG_ENDIAN ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
            return Optional.of(new Elf(Short.toUnsignedInt(head.getShort(MACHINE))));
        }
    }

    boolean isFor(Platform platform) {
        return machine
                == switch (platform) {
                    case LINUX_X86_64 -> X86_64;
                    case LINUX_AARCH64 -> AARCH64;
                };
    }
}
