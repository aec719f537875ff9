package io.lamplighter.agent.nvml;

/**
 * The driver reported an error of a GPU.
 *
 * @param xid NVIDIA's number of the error
 */
public record XidEvent(String uuid, long xid) {}
