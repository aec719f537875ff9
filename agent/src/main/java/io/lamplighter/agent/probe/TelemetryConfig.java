package io.lamplighter.agent.probe;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What the agent tells of GPUs beyond what planning needs. */
@ConfigMapping(prefix = "lamplighter.telemetry")
interface TelemetryConfig {
    /**
     * {@code off} where another exporter does it: NVIDIA's library is not loaded, and the driver's tool tells planning.
     */
    @WithDefault("on")
    Gpu gpu();

    /** Time between two readings of the GPUs by NVIDIA's library; those that sleep are not woken. */
    @WithDefault("10s")
    Duration gpuEvery();

    /** When a driver that has not answered counts as one that does not. */
    @WithDefault("5s")
    Duration gpuDeadline();

    /**
     * Whether the metrics tell whose memory on GPUs is in use, by the names of accounts: {@code on} or {@code off}.
     * Metrics can be read without a token.
     */
    @WithDefault("off")
    Gpu memoryByUser();

    /** NVIDIA's library, {@code libnvidia-ml.so.1}; by default it is looked for in the usual places. */
    Optional<Path> nvml();

    /** Whether it does. */
    enum Gpu {
        ON,
        OFF
    }
}
