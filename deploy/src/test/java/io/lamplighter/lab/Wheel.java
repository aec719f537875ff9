package io.lamplighter.lab;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A pure Python package, as an index serves it.
 *
 * @param modules their texts by their paths
 */
public record Wheel(String project, String version, Map<String, String> modules) {
    public Wheel {
        modules = Map.copyOf(modules);
    }

    /** One of a single module that has its name. */
    public Wheel(String project, String version, String module) {
        this(project, version, Map.of(project + "/__init__.py", module));
    }

    /** A package whose module says its version. */
    public static Wheel of(String project, String version) {
        return new Wheel(project, version, "__version__ = \"" + version + "\"\n");
    }

    /** Its name as a file. */
    public String file() {
        return project + "-" + version + "-py3-none-any.whl";
    }

    public byte[] bytes() {
        String metadata = project + "-" + version + ".dist-info/";
        Map<String, String> files = new TreeMap<>(modules);
        files.put(metadata + "METADATA", "Metadata-Version: 2.1\nName: %s\nVersion: %s\n".formatted(project, version));
        files.put(
                metadata + "WHEEL", "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n");
        var records = new StringBuilder();
        files.forEach((name, text) -> records.append(name)
                .append(",sha256=")
                .append(Base64.getUrlEncoder().withoutPadding().encodeToString(sha256(bytes(text))))
                .append(',')
                .append(bytes(text).length)
                .append('\n'));
        files.put(metadata + "RECORD", records + metadata + "RECORD,,\n");
        return zip(files);
    }

    static String digest(byte[] bytes) {
        return HexFormat.of().formatHex(sha256(bytes));
    }

    private static byte[] zip(Map<String, String> files) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                ZipEntry entry = new ZipEntry(file.getKey());
                entry.setTime(0);
                zip.putNextEntry(entry);
                zip.write(bytes(file.getValue()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
