package io.lamplighter.api.wire;

/**
 * A machine asks whether it may boot now.
 *
 * @param reason why it has to, in one line
 */
public record RebootClaim(String reason) {}
