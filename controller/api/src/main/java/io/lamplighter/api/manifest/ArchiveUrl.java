package io.lamplighter.api.manifest;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.net.URI;
import java.util.List;

/** The address of a file of software, under the rules of {@link IndexUrl}; its ending says what it is. */
public record ArchiveUrl(@JsonValue String text) {
    private static final List<String> ARCHIVES = List.of(".tar.gz", ".tgz", ".tar.xz");
    private static final String RUNFILE = ".run";
    private static final String ZIP = ".zip";

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ArchiveUrl {
        text = new IndexUrl(text).text();
        if (text.endsWith(ZIP)) {
            throw new IllegalArgumentException(
                    "a .zip is NVIDIA's archive for Windows, and there is no agent for Windows"
                            + " yet; name the one for Linux, which ends in .tar.xz; found \"" + text + "\"");
        }
        if (!text.endsWith(RUNFILE) && ARCHIVES.stream().noneMatch(text::endsWith)) {
            throw new IllegalArgumentException("an archive ends in " + String.join(", ", ARCHIVES)
                    + " or is a runfile ending in .run; found \"" + text + "\"");
        }
    }

    /** Whether it is a program that installs, rather than an archive that is unpacked. */
    public boolean isRunfile() {
        return text.endsWith(RUNFILE);
    }

    /** The last part of the address. */
    public String fileName() {
        return text.substring(text.lastIndexOf('/') + 1);
    }

    /** Whom it is asked from. */
    public String host() {
        return URI.create(text).getHost();
    }

    @Override
    public String toString() {
        return text;
    }
}
