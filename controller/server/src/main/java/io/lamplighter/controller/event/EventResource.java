package io.lamplighter.controller.event;

import io.lamplighter.api.event.EventReason;
import io.lamplighter.api.event.FleetEvent;
import io.lamplighter.api.manifest.NearestName;
import io.lamplighter.api.view.Page;
import io.lamplighter.controller.problem.CallerMistake.NotFound;
import io.lamplighter.controller.problem.CallerMistake.Unreadable;
import io.lamplighter.controller.problem.QueryTime;
import io.lamplighter.controller.storage.Session;
import io.lamplighter.controller.storage.Storage;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What happened: backwards from the newest, or from a known one on forwards. */
@Path("api/v1/events")
final class EventResource {
    private final Storage storage;
    private final EventStore events;

    EventResource(Storage storage, EventStore events) {
        this.storage = storage;
        this.events = events;
    }

    /**
     * A page.
     *
     * @param after the number of a known event: those that became known after it come, the oldest first
     */
    @GET
    public Page<FleetEvent> list(
            @QueryParam("machine") @Nullable String machine,
            @QueryParam("environment") @Nullable String environment,
            @QueryParam("reason") @Nullable String reason,
            @QueryParam("since") @Nullable String since,
            @QueryParam("after") @Nullable Long after,
            @QueryParam("limit") @DefaultValue("100") int limit,
            @QueryParam("continue") @DefaultValue("") String next) {
        int size = Page.size(limit);
        EventFilter filter = new EventFilter(
                machine,
                environment,
                reason == null ? null : reason(reason),
                since == null ? null : QueryTime.read("since", since));
        Long from = next.isEmpty() ? after : Long.valueOf(number(next));
        return storage.read(session -> {
            List<FleetEvent> found = after == null
                    ? events.before(session, filter, from == null ? Long.MAX_VALUE : from, size + 1)
                    : events.after(session, filter, from == null ? after : from, size + 1);
            if (found.isEmpty() && machine != null) {
                requireKnown(session, machine);
            }
            return Page.of(found, size, event -> String.valueOf(event.number()));
        });
    }

    /** Of a name with a slip in it nothing ever happens. */
    private void requireKnown(Session session, String machine) {
        if (!events.knows(session, machine)) {
            throw new NotFound("machine", machine, events.machines(session));
        }
    }

    private static EventReason reason(String text) {
        return EventReason.find(text).orElseThrow(() -> {
            List<String> known =
                    Stream.of(EventReason.values()).map(EventReason::label).toList();
            return new Unreadable(
                    "no event has the reason \"" + text + "\"",
                    NearestName.of(text, known)
                            .map(nearest -> "did you mean " + nearest + "?")
                            .orElse("reasons are " + String.join(", ", known)));
        });
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new Unreadable(
                    "continue is no event's number: \"" + text + "\"", "give the `next` of the page before");
        }
    }
}
