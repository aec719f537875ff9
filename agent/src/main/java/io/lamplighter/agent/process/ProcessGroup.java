package io.lamplighter.agent.process;

/**
 * A program with all that it starts, told apart from any later one that gets the same number.
 *
 * @param id of the process that leads the session and the group
 * @param startTicks when it started, in clock ticks since the machine did: field 22 of {@code /proc/<id>/stat}
 * @param bootId of the running kernel
 */
public record ProcessGroup(long id, long startTicks, String bootId) {}
