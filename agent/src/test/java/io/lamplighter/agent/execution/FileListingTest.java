package io.lamplighter.agent.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileListingTest {
    private static final String PACKAGES = "lib/python3.11/site-packages/";

    @TempDir
    Path generation;

    @BeforeEach
    void seal() throws IOException {
        for (String file :
                new String[] {"numpy/__init__.py", "numpy/core.so", "numpy-2.4.dist-info/RECORD", "six.py"}) {
            write(PACKAGES + file, "as installed");
        }
        write("bin/activate", "as installed");
        Files.createSymbolicLink(generation.resolve("bin/python"), Path.of("/usr/bin/python3"));
        write("generation.json", "{}");
        FileListing.write(generation);
    }

    @Test
    void findsNothingInWhatNobodyTouched() throws IOException {
        write(PACKAGES + "numpy/__pycache__/__init__.pyc", "compiled when it was imported");
        write("generation.json", "{\"a later agent\": \"adds to it\"}");

        assertThat(FileListing.changes(generation)).isEmpty();
    }

    @Test
    void findsAnEditThatKeepsTheSize() throws IOException {
        Path edited = generation.resolve(PACKAGES + "numpy/__init__.py");
        Files.writeString(edited, "AS INSTALLED");
        Files.setLastModifiedTime(edited, FileTime.from(Instant.parse("2026-11-23T12:00:00Z")));

        assertThat(FileListing.changes(generation))
                .contains("files were changed by hand: altered " + PACKAGES + "numpy/__init__.py");
    }

    @Test
    void namesTheFirstOfWhatCameAndWent() throws IOException {
        Files.delete(generation.resolve(PACKAGES + "six.py"));
        Files.delete(generation.resolve("bin/python"));
        for (String name : new String[] {"a", "b", "c", "d"}) {
            write(PACKAGES + "numpy-extra/" + name + ".py", "");
        }

        assertThat(FileListing.changes(generation))
                .contains("files were changed by hand: missing bin/python, " + PACKAGES + "six.py; added " + PACKAGES
                        + "numpy-extra/a.py, " + PACKAGES + "numpy-extra/b.py, " + PACKAGES
                        + "numpy-extra/c.py and 1 more");
    }

    @Test
    void saysNothingOfAGenerationWithoutAListing() throws IOException {
        Files.delete(generation.resolve("files.list"));

        assertThat(FileListing.changes(generation)).isEmpty();
    }

    private void write(String file, String content) throws IOException {
        Path path = generation.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
    }
}
