package io.lamplighter.controller.night;

import io.lamplighter.api.night.Night;
import io.lamplighter.controller.problem.CallerMistake.Unreadable;
import io.lamplighter.controller.problem.QueryTime;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** What happened in the night. */
@Path("api/v1/night")
final class NightResource {
    private final Nights nights;
    private final InstantSource clock;

    NightResource(Nights nights, InstantSource clock) {
        this.nights = nights;
        this.clock = clock;
    }

    /**
     * Up to now.
     *
     * @param since where it begins; six in the evening of the day before where left out
     */
    @GET
    public Night get(@QueryParam("since") @Nullable String since) {
        Instant now = clock.instant();
        Instant begin = since == null ? null : QueryTime.read("since", since);
        if (begin != null && !begin.isBefore(now)) {
            throw new Unreadable("since is to come: " + since, "give a time that is over; it is " + now + " now");
        }
        return nights.until(now, begin);
    }
}
