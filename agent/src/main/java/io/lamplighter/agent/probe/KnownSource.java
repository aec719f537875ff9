package io.lamplighter.agent.probe;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one source: facts that change as slowly as its reachability, and the address that installers use.
 *
 * @param answering the first of its addresses that answered last; absent while none ever did
 * @param since when it has been that one
 * @param builds that its first page was seen to link to
 * @param buildsReadAt absent while that page was not asked for
 */
record KnownSource(
        Reachability reachability,
        @Nullable String answering,
        Instant since,
        List<String> builds,
        @Nullable Instant buildsReadAt) {
    static final Duration BUILDS_LAST = Duration.ofHours(1);

    KnownSource {
        builds = List.copyOf(builds);
    }

    static KnownSource first(Sighting sighting, Instant now) {
        return new KnownSource(Reachability.first(sighting.look()), sighting.address(), now, List.of(), null);
    }

    KnownSource after(Sighting sighting, Instant now) {
        String next = sighting.address() == null ? answering : sighting.address();
        boolean same = next == null || next.equals(answering);
        return new KnownSource(
                reachability.after(sighting.look(), now), next, same ? since : now, builds, buildsReadAt);
    }

    KnownSource withBuilds(List<String> seen, Instant now) {
        return new KnownSource(reachability, answering, since, seen, now);
    }

    /** An address that stands in during an outage does not say anew what the source carries. */
    boolean wantsBuildsRead(Instant now) {
        return buildsReadAt == null
                || (isOver(buildsReadAt.plus(BUILDS_LAST), now) && isOver(since.plus(Reachability.WITHIN), now));
    }

    private static boolean isOver(Instant end, Instant now) {
        return !now.isBefore(end);
    }
}
