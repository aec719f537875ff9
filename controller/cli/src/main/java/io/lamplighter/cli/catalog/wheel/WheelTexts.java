package io.lamplighter.cli.catalog.wheel;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * The texts in a wheel that tell what it is.
 *
 * @param metadata its {@code METADATA}
 * @param module the package's {@code version.py}; absent where it has none
 */
public record WheelTexts(String metadata, @Nullable String module) {
    private static final int TEXT_BYTES = 8 << 20;

    /**
     * Reads the archive's index and these two files, and nothing else of it.
     *
     * @throws IOException when it is no wheel, or a part of it cannot be read
     */
    public static WheelTexts read(SeekableByteChannel channel, WheelName name) throws IOException {
        try (ZipFile zip = ZipFile.builder()
                .setSeekableByteChannel(channel)
                .setIgnoreLocalFileHeader(true)
                .get()) {
            List<ZipArchiveEntry> entries = Collections.list(zip.getEntries());
            ZipArchiveEntry metadata = entries.stream()
                    .filter(entry -> entry.getName().matches("[^/]+\\.dist-info/METADATA"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("it has no METADATA"));
            String module = name.modulePlace();
            return new WheelTexts(
                    text(zip, metadata),
                    entries.stream().anyMatch(entry -> entry.getName().equals(module))
                            ? text(zip, zip.getEntry(module))
                            : null);
        }
    }

    private static String text(ZipFile zip, ZipArchiveEntry entry) throws IOException {
        try (InputStream stream = zip.getInputStream(entry)) {
            byte[] bytes = stream.readNBytes(TEXT_BYTES + 1);
            if (bytes.length > TEXT_BYTES) {
                throw new IOException(entry.getName() + " is longer than " + (TEXT_BYTES >> 20) + " MiB");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
