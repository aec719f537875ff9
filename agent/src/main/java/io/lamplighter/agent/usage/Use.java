package io.lamplighter.agent.usage;

/**
 * A process that uses a folder.
 *
 * @param process its number as the agent's namespace has it
 * @param program its name, at most 15 characters of it
 * @param how it was seen, as {@code working folder}
 */
public record Use(long process, String program, String how) {
    @Override
    public String toString() {
        return program + " (" + process + ", by its " + how + ")";
    }
}
