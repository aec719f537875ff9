package io.lamplighter.api.view;

import org.jspecify.annotations.Nullable;

/**
 * That a release is denied.
 *
 * @param reason for people who wonder why it is not taken; absent where nobody said it
 */
public record DenialRequest(@Nullable String reason) {}
