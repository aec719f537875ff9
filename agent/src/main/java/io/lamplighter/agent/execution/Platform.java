package io.lamplighter.agent.execution;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a verified generation stands on without having it in itself.
 *
 * @param kernel the release that runs, as {@code uname -r} prints it
 * @param driver the version of the NVIDIA driver that is loaded; absent where there is none
 * @param reboot names the boot that the agent itself made last; absent where it never made one
 */
public record Platform(
        String kernel, @Nullable String driver, @Nullable String reboot) {
    /** Of a machine that the agent never booted. */
    public Platform(String kernel, @Nullable String driver) {
        this(kernel, driver, null);
    }

    /** How it differs from another, in words; empty where it does not. */
    String changeFrom(Platform before) {
        if (equals(before)) {
            return "";
        }
        if (!kernel.equals(before.kernel)) {
            return "the kernel changed from " + before.kernel + " to " + kernel;
        }
        return Objects.equals(driver, before.driver)
                ? "the machine was booted"
                : "the NVIDIA driver changed from " + named(before.driver) + " to " + named(driver);
    }

    private static String named(@Nullable String version) {
        return version == null ? "none" : version;
    }
}
