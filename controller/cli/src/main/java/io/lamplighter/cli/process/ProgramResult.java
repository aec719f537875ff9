package io.lamplighter.cli.process;

/** How a program ended. */
public sealed interface ProgramResult {
    /** By itself. */
    record Exited(int status, String out, String err) implements ProgramResult {}

    /** It was killed, because its time was over. */
    record TimedOut() implements ProgramResult {}
}
