package io.lamplighter.controller.placement;

import io.lamplighter.api.name.Sha256;
import io.lamplighter.planner.CommonRelease;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Common releases by the digest of all that they were computed of: as long as no kind of machine comes or goes, no
 * machine's report costs a look at all the others.
 */
@Singleton
final class CommonReleases {
    private static final int MOST = 256;

    private final Map<Sha256, CommonRelease> known = new ConcurrentHashMap<>();

    CommonRelease of(Sha256 asked, Supplier<CommonRelease> compute) {
        if (known.size() > MOST) {
            known.clear();
        }
        return known.computeIfAbsent(asked, _ -> compute.get());
    }
}
