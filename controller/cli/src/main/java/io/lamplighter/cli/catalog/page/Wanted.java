package io.lamplighter.cli.catalog.page;

/** A kind of page, how it is asked for and how long it can be. */
public enum Wanted {
    /** An index page; PEP 691 says how JSON is asked for where a server has both. */
    LISTING(
            "application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html;q=0.2, text/html;q=0.1",
            64L << 20),
    /** The list of a conda channel's packages, which is hundreds of MiB for the largest. */
    REPODATA("application/json", 2L << 30);

    private final String accept;
    private final long limitBytes;

    Wanted(String accept, long limitBytes) {
        this.accept = accept;
        this.limitBytes = limitBytes;
    }

    String accept() {
        return accept;
    }

    long limitBytes() {
        return limitBytes;
    }
}
