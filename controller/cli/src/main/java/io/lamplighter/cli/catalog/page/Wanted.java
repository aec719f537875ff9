package io.lamplighter.cli.catalog.page;

import io.lamplighter.api.index.Repodata;
import java.io.IOException;
import java.io.InputStream;

/** A kind of page, how it is asked for and how long it can be. */
public enum Wanted {
    /** An index page; PEP 691 says how JSON is asked for where a server has both. */
    LISTING(
            "application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html;q=0.2, text/html;q=0.1",
            64L << 20),
    /** The list of a conda channel's packages, which is hundreds of MiB for the largest. */
    REPODATA("application/json", 2L << 30),
    /** The same, packed, as channels keep it beside: {@code repodata.json.zst}. */
    PACKED_REPODATA("*/*", 2L << 30),
    /** The same by bzip2, all that some old mirrors kept. */
    BZIP2_REPODATA("*/*", 2L << 30),
    /** A wheel's metadata. */
    METADATA("*/*", 8L << 20);

    private final String accept;
    private final long limitBytes;

    Wanted(String accept, long limitBytes) {
        this.accept = accept;
        this.limitBytes = limitBytes;
    }

    String accept() {
        return accept;
    }

    /** Of what is sent, and of what that is when unpacked. */
    long limitBytes() {
        return limitBytes;
    }

    /** What it says, of the bytes that a file of this kind has. */
    InputStream unpacked(InputStream file) throws IOException {
        return switch (this) {
            case LISTING, REPODATA, METADATA -> file;
            case PACKED_REPODATA -> Repodata.Form.PACKED.json(file);
            case BZIP2_REPODATA -> Repodata.Form.BZIP2.json(file);
        };
    }
}
