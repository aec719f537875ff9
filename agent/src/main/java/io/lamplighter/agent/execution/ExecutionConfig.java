package io.lamplighter.agent.execution;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How environments are built and kept. */
@ConfigMapping(prefix = "lamplighter.execution")
public interface ExecutionConfig {
    /**
     * Free space in the agent's directory that a build leaves: it begins only when what it will take is free beside it.
     */
    @WithDefault("2G")
    MemorySize diskReserve();

    /** Time before a run that failed for a passing reason is tried again; it doubles with each failure. */
    @WithDefault("1m")
    Duration retryFirst();

    /** The longest time between two such tries. */
    @WithDefault("1h")
    Duration retryLongest();

    /** Time before a verification that could not be done, as on a busy GPU, is tried again. */
    @WithDefault("5m")
    Duration verifyAgain();

    /**
     * How long a build waits for a controller that does not answer when it asks for the plan's lock; then it is solved
     * for this machine alone. A machine that built the same plan before has its lock and does not wait.
     */
    @WithDefault("1m")
    Duration claimPatience();

    /** Time between two looks at environments that need nothing: altered ones are found then. */
    @WithDefault("10m")
    Duration checkEvery();

    /** Time between two looks at every file of a generation in use, which finds an edit; it reads none. */
    @WithDefault("1h")
    Duration listEvery();

    /** Verified generations of an environment that are kept, the one in use among them. */
    @WithDefault("3")
    int retain();

    /**
     * How large uv's cache and conda's may each be after a run; of uv's what was fetched longest ago is removed first,
     * of conda's all packages.
     */
    @WithDefault("20G")
    MemorySize cacheBudget();

    /** Age, since a newer one took its place, before a generation beyond those kept is removed. */
    @WithDefault("30d")
    Duration minimumAge();
}
