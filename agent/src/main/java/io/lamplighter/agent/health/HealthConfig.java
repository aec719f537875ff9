package io.lamplighter.agent.health;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Which health checks are made, and where they begin to find something wrong. */
@ConfigMapping(prefix = "lamplighter.health")
interface HealthConfig {
    /**
     * Checks that are not made, by their ids, {@code gpu.fan,host.library_path}. They have no metric; what holds
     * planning holds it all the same.
     */
    Optional<Set<String>> off();

    /** How long clocks must be held back before it is said. */
    @WithDefault("5m")
    Duration throttledFor();

    /** How long a link must be narrow under load before it is said. */
    @WithDefault("5m")
    Duration narrowFor();

    /** From which utilization on a GPU is under load, in per cent. */
    @WithDefault("50")
    int busyPercent();

    /** How long a fan must stand still before it is said. */
    @WithDefault("1m")
    Duration fanStillFor();

    /** From which temperature on a fan should turn, in degrees Celsius. */
    @WithDefault("80")
    int fanStillCelsius();

    /** How long memory must be in use by nobody before it is said. */
    @WithDefault("10m")
    Duration memoryHeldFor();

    /** How much memory nobody may have in use. */
    @WithDefault("1G")
    MemorySize memoryHeld();

    /** How long a critical Xid is told of. */
    @WithDefault("24h")
    Duration xidFor();

    /** What must be free for an update, at least; the largest environment's generation where that is more. */
    @WithDefault("5G")
    MemorySize diskForUpdate();
}
