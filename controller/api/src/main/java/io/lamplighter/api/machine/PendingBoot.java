package io.lamplighter.api.machine;

import java.time.Instant;

/**
 * That a package asks for the machine to be booted, and it is not.
 *
 * @param why it is not, for people; the same as long as the reason is
 * @param since when it is not for this reason
 */
public record PendingBoot(String why, Instant since) {}
