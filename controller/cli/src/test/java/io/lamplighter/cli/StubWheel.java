package io.lamplighter.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes wheels of kilobytes out of recorded pieces. */
final class StubWheel {
    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    StubWheel with(String name, String text) {
        entries.put(name, text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    StubWheel with(String name, byte[] bytes) {
        entries.put(name, bytes.clone());
        return this;
    }

    /** Puts a recording of the tests into it. */
    StubWheel withRecording(String name, String recording) {
        return with(name, recording(recording));
    }

    static byte[] recording(String name) {
        try (InputStream bytes = Objects.requireNonNull(StubWheel.class.getResourceAsStream("/" + name), name)) {
            return bytes.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path write(Path file) {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
