package io.lamplighter.agent.execution;

import org.jspecify.annotations.Nullable;

/**
 * What a verified generation stands on without having it in itself.
 *
 * @param kernel the release that runs, as {@code uname -r} prints it
 * @param driver the version of the NVIDIA driver that is loaded; absent where there is none
 */
public record Platform(String kernel, @Nullable String driver) {
    /** How it differs from another, in words; empty where it does not. */
    String changeFrom(Platform before) {
        if (equals(before)) {
            return "";
        }
        return kernel.equals(before.kernel)
                ? "the NVIDIA driver changed from " + named(before.driver) + " to " + named(driver)
                : "the kernel changed from " + before.kernel + " to " + kernel;
    }

    private static String named(@Nullable String version) {
        return version == null ? "none" : version;
    }
}
