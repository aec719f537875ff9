package io.lamplighter.controller.metrics;

import io.lamplighter.api.view.ScrapeTargets;
import io.lamplighter.controller.machine.MachineStore;
import io.lamplighter.controller.placement.GroupMembers;
import io.lamplighter.controller.placement.Grouping;
import io.lamplighter.controller.storage.Storage;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;

/** The machines' agents as Prometheus finds them, so that nobody keeps a list of targets. */
@Path("api/v1/prometheus/targets")
final class ScrapeTargetsResource {
    private final Storage storage;
    private final MachineStore machines;
    private final GroupMembers members;

    ScrapeTargetsResource(Storage storage, MachineStore machines, GroupMembers members) {
        this.storage = storage;
        this.machines = machines;
        this.members = members;
    }

    /** One entry a machine, also where two have one address: what each is, Prometheus is told by its labels. */
    @GET
    public List<ScrapeTargets> get() {
        return storage.read(session -> {
            Grouping groups = members.all(session);
            return machines.scraped(session).stream()
                    .map(scraped -> new ScrapeTargets(
                            List.of(scraped.address()),
                            ScrapeLabels.of(scraped.machine(), groups.of(scraped.machine()))))
                    .toList();
        });
    }
}
