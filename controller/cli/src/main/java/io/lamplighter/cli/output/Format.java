package io.lamplighter.cli.output;

/** In what form an answer is written. */
public enum Format {
    /** For people. */
    TABLE,
    JSON,
    YAML
}
