package io.lamplighter.api.view;

import io.lamplighter.api.name.MachineName;
import java.time.Instant;

/**
 * That the GPUs of a machine are all that there should be.
 *
 * @param at the agent takes those that it sees when it hears of it
 */
public record AcceptedInventory(MachineName machine, Instant at) {}
