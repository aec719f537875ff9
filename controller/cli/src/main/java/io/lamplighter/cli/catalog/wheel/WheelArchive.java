package io.lamplighter.cli.catalog.wheel;

import io.lamplighter.cli.catalog.elf.Content;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A wheel's entries. Nothing of it is unpacked, but what is asked for. */
final class WheelArchive implements Closeable {
    private static final int TEXT_BYTES = 8 << 20;

    private final ZipFile zip;

    /** @throws IOException when it is no archive or a damaged one */
    WheelArchive(Path file) throws IOException {
        zip = new ZipFile(file.toFile());
    }

    /** The files in it. */
    List<Member> members() {
        return zip.stream()
                .filter(entry -> !entry.isDirectory())
                .map(Member::new)
                .toList();
    }

    /** The file of this name in the only folder at the top that ends so. */
    Optional<Member> topMember(String folderEnding, String name) {
        return members().stream()
                .filter(member -> member.name().endsWith(folderEnding + "/" + name))
                .filter(member -> member.name().indexOf('/') == member.name().lastIndexOf('/'))
                .findFirst();
    }

    Optional<Member> member(String name) {
        return Optional.ofNullable(zip.getEntry(name)).map(Member::new);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    /** A file in it, whose size is what the archive claims. */
    final class Member implements Content {
        private final ZipEntry entry;

        private Member(ZipEntry entry) {
            this.entry = entry;
        }

        String name() {
            return entry.getName();
        }

        String fileName() {
            return name().substring(name().lastIndexOf('/') + 1);
        }

        long bytes() {
            return entry.getSize();
        }

        @Override
        public InputStream open() throws IOException {
            return zip.getInputStream(entry);
        }

        /** @throws IOException also when it is longer than such a text can be */
        String text() throws IOException {
            try (InputStream stream = open()) {
                byte[] bytes = stream.readNBytes(TEXT_BYTES + 1);
                if (bytes.length > TEXT_BYTES) {
                    throw new IOException(name() + " is longer than " + (TEXT_BYTES >> 20) + " MiB");
                }
                return new String(bytes, StandardCharsets.UTF_8);
            }
        }

        void copyTo(Path file) throws IOException {
            try (InputStream stream = open()) {
                Files.copy(stream, file);
            }
        }
    }
}
