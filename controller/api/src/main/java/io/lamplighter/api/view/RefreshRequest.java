package io.lamplighter.api.view;

import org.jspecify.annotations.Nullable;

/**
 * That an environment is to be solved anew before its time.
 *
 * @param now whether that cannot wait for windows and gates; absent where it can
 */
public record RefreshRequest(@Nullable Boolean now) {
    public boolean cannotWait() {
        return Boolean.TRUE.equals(now);
    }
}
