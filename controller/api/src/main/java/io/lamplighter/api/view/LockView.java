package io.lamplighter.api.view;

import io.lamplighter.api.lock.Platform;
import io.lamplighter.api.name.LockDigest;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.api.name.PlanId;
import java.time.Instant;

/**
 * The lock of a plan.
 *
 * @param platform of the machine that proved it
 * @param pathfinder that machine, by the name it had then
 * @param json the lock's text, in a string so that nothing on the way writes it anew
 */
public record LockView(
        PlanId plan, LockDigest lock, Platform platform, MachineName pathfinder, Instant storedAt, String json) {}
