package io.lamplighter.cli.catalog.wheel;

import io.lamplighter.cli.catalog.elf.Content;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The mark {@code cudnn_version_7_6_5_32_} that cuDNN 7 and 8 carry in their code, also where they were linked into
 * another library, as in torch's wheels up to 1.12. Found in those wheels, November 2026.
 */
final class CudnnMark {
    private static final byte[] BEGINNING = "cudnn_version_".getBytes(StandardCharsets.US_ASCII);
    private static final Pattern NUMBERS =
            Pattern.compile("(\\d{1,2})_(\\d{1,2})_(\\d{1,2})_(\\d{1,3})_.*", Pattern.DOTALL);
    private static final int NUMBERS_BYTES = 16;
    private static final int BLOCK = 1 << 20;

    private CudnnMark() {}

    /** Goes through the content once; empty when there is no mark. */
    static Optional<String> find(Content content) throws IOException {
        byte[] window = new byte[BLOCK + BEGINNING.length + NUMBERS_BYTES];
        int kept = 0;
        try (InputStream stream = content.open()) {
            while (true) {
                int read = stream.readNBytes(window, kept, window.length - kept);
                int end = kept + read;
                Optional<String> version = find(window, end);
                if (version.isPresent() || end < window.length) {
                    return version;
                }
                kept = BEGINNING.length + NUMBERS_BYTES;
                System.arraycopy(window, end - kept, window, 0, kept);
            }
        }
    }

    static Optional<String> find(byte[] bytes, int end) {
        for (int start = 0; start <= end - BEGINNING.length; start++) {
            if (beginsAt(start, bytes)) {
                int numbers = start + BEGINNING.length;
                Matcher parts = NUMBERS.matcher(new String(
                        bytes, numbers, Math.min(NUMBERS_BYTES, end - numbers), StandardCharsets.ISO_8859_1));
                if (parts.matches()) {
                    return Optional.of(
                            String.join(".", parts.group(1), parts.group(2), parts.group(3), parts.group(4)));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean beginsAt(int start, byte[] bytes) {
        for (int i = 0; i < BEGINNING.length; i++) {
            if (bytes[start + i] != BEGINNING[i]) {
                return false;
            }
        }
        return true;
    }
}
