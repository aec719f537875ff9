package io.lamplighter.agent.health;

import io.lamplighter.api.manifest.NearestName;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Refuses what cannot be meant, in one sentence with the key and the nearest right thing. */
final class ConfiguredLimits {
    private static final String PREFIX = "lamplighter.health.";
    private static final int HOTTEST = 120;

    private ConfiguredLimits() {}

    /**
     * What is configured.
     *
     * @throws ConfigurationException for the first that cannot be meant
     */
    static HealthLimits of(HealthConfig config) {
        return new HealthLimits(
                known(config.off().orElse(Set.of())),
                positive("throttled-for", config.throttledFor()),
                positive("narrow-for", config.narrowFor()),
                between("busy-percent", config.busyPercent(), 100),
                positive("fan-still-for", config.fanStillFor()),
                between("fan-still-celsius", config.fanStillCelsius(), HOTTEST),
                positive("memory-held-for", config.memoryHeldFor()),
                config.memoryHeld().asLongValue(),
                positive("xid-for", config.xidFor()),
                config.diskForUpdate().asLongValue());
    }

    private static Set<String> known(Set<String> off) {
        List<String> ids = HealthChecks.ALL.stream().map(HealthCheckRow::id).toList();
        for (String id : off) {
            if (!ids.contains(id)) {
                throw new ConfigurationException(PREFIX + "off: no check is named " + id
                        + NearestName.of(id, ids)
                                .map(near -> "; did you mean " + near + "?")
                                .orElse("; docs/reference/health-checks.md lists them all"));
            }
        }
        return off;
    }

    private static Duration positive(String key, Duration time) {
        if (time.isNegative()) {
            throw new ConfigurationException(PREFIX + key + ": a time is not below zero, like 5m; found " + time);
        }
        return time;
    }

    private static int between(String key, int number, int most) {
        if (number < 1 || number > most) {
            throw new ConfigurationException(PREFIX + key + ": it must be between 1 and " + most + "; found " + number);
        }
        return number;
    }
}
