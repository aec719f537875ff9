package io.lamplighter.controller.placement;

import io.lamplighter.api.view.Page;
import io.lamplighter.api.view.PlacementView;
import io.lamplighter.controller.storage.Storage;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

@Path("api/v1/placements")
final class PlacementResource {
    private static final String SEPARATOR = "/";

    private final Storage storage;
    private final PlacementStore placements;
    private final PlacementViews views;
    private final FreezeStore freezes;
    private final AssignmentStore assignments;
    private final InstantSource clock;

    PlacementResource(
            Storage storage,
            PlacementStore placements,
            PlacementViews views,
            FreezeStore freezes,
            AssignmentStore assignments,
            InstantSource clock) {
        this.storage = storage;
        this.placements = placements;
        this.views = views;
        this.freezes = freezes;
        this.assignments = assignments;
        this.clock = clock;
    }

    @GET
    public Page<PlacementView> list(
            @QueryParam("machine") @Nullable String machine,
            @QueryParam("environment") @Nullable String environment,
            @QueryParam("limit") @DefaultValue("100") int limit,
            @QueryParam("continue") @DefaultValue("") String after) {
        int size = Page.size(limit);
        int end = after.indexOf(SEPARATOR);
        String afterMachine = end < 0 ? after : after.substring(0, end);
        String afterEnvironment = end < 0 ? "" : after.substring(end + 1);
        return storage.read(session -> {
            FrozenMachines frozen = new FrozenMachines(session, freezes, assignments, clock.instant());
            return Page.of(
                    placements.page(session, machine, environment, afterMachine, afterEnvironment, size + 1).stream()
                            .map(shown -> frozen.told(shown.placement().machine(), views.of(shown, null)))
                            .toList(),
                    size,
                    view -> view.machine() + SEPARATOR + view.environment());
        });
    }
}
