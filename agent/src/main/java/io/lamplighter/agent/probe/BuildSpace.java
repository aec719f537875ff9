package io.lamplighter.agent.probe;

import java.nio.file.Path;

/**
 * Where environments are built.
 *
 * @param directory absolute; it need not be there yet
 * @param reserveBytes that the agent keeps free on its file system
 */
public record BuildSpace(Path directory, long reserveBytes) {}
