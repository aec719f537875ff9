package io.lamplighter.agent;

/** In whose name the agent works. */
enum Mode {
    /** System mode where it is root and its directory is the system's; else user mode. */
    AUTO,
    /** Everything belongs to the account that starts the agent. */
    USER,
    /** Root: a builder account builds, what it built is sealed, and the machine's policy is closed by default. */
    SYSTEM
}
