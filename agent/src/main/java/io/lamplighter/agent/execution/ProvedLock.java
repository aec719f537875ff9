package io.lamplighter.agent.execution;

import io.lamplighter.api.lock.LockDocument;
import io.lamplighter.api.name.PlanId;

/**
 * A lock that was installed and verified.
 *
 * @param epoch under which this machine was appointed
 */
public record ProvedLock(PlanId plan, long epoch, LockDocument lock) {}
