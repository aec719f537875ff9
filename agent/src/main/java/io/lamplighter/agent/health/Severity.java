package io.lamplighter.agent.health;

import java.util.Locale;

/** How much it matters what a check looks for. */
public enum Severity {
    /** Good to know; a GPU is not called ill for it, and nobody is told unasked. */
    INFO,
    /** Somebody should look at it. */
    WARNING,
    /** GPUs cannot be used, or are about to fail. */
    CRITICAL;

    /** As docs name it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
