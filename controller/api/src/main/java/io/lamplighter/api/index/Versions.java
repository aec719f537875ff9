package io.lamplighter.api.index;

/** Versions of the simple API: a new major one may mean anything by the same words (PEP 629). */
final class Versions {
    static final String FIRST = "1.0";

    private Versions() {}

    /** @throws IllegalArgumentException when pages of this version cannot be read */
    static void requireKnown(String version) {
        if (!version.startsWith("1.")) {
            throw new IllegalArgumentException(
                    "it speaks version " + version + " of the simple API, and only version 1 can be read");
        }
    }
}
