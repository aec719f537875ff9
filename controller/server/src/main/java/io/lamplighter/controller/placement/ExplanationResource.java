package io.lamplighter.controller.placement;

import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.api.view.PlacementView;
import io.lamplighter.controller.machine.Machine;
import io.lamplighter.controller.machine.MachineStore;
import io.lamplighter.controller.manifest.ManifestStore;
import io.lamplighter.controller.placement.Wishes.Wish;
import io.lamplighter.controller.problem.CallerMistake.NotFound;
import io.lamplighter.controller.storage.Session;
import io.lamplighter.controller.storage.Storage;
import io.lamplighter.planner.Planner.Decision;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.InstantSource;
import java.util.List;

/** One placement with what the planner says of it today, and why. */
@Path("api/v1/machines/{machine}/environments/{environment}")
final class ExplanationResource {
    private final Storage storage;
    private final MachineStore machines;
    private final ManifestStore manifests;
    private final PlacementStore placements;
    private final Inquiries inquiries;
    private final PlacementViews views;
    private final InstantSource clock;

    ExplanationResource(
            Storage storage,
            MachineStore machines,
            ManifestStore manifests,
            PlacementStore placements,
            Inquiries inquiries,
            PlacementViews views,
            InstantSource clock) {
        this.storage = storage;
        this.machines = machines;
        this.manifests = manifests;
        this.placements = placements;
        this.inquiries = inquiries;
        this.views = views;
        this.clock = clock;
    }

    @GET
    public PlacementView get(MachineName machine, EnvironmentName environment) {
        return storage.read(session -> {
            Machine found = machines.find(session, machine)
                    .orElseThrow(() -> new NotFound("machine", machine.value(), machines.names(session)));
            PlacementStore.Shown shown = find(session, machine, environment);
            Wishes wishes = new Wishes(manifests.all(session), clock.instant());
            Inquiry inquiry = inquiries.begin(session, wishes);
            return views.of(
                    shown,
                    inquiry.wanted(found)
                            .find(environment)
                            .map(wanted -> decide(inquiry, wanted, found))
                            .orElse(null));
        });
    }

    private static Decision decide(Inquiry inquiry, Wish wish, Machine machine) {
        return inquiry.decide(wish, inquiry.deciding(wish, machine));
    }

    private PlacementStore.Shown find(Session session, MachineName machine, EnvironmentName environment) {
        return placements.page(session, machine.value(), environment.value(), "", "", 1).stream()
                .findFirst()
                .orElseThrow(() -> new NotFound(
                        "environment on machine " + machine, environment.value(), names(session, machine)));
    }

    private List<String> names(Session session, MachineName machine) {
        return placements.page(session, machine.value(), null, "", "", Integer.MAX_VALUE).stream()
                .map(shown -> shown.placement().environment().value())
                .toList();
    }
}
