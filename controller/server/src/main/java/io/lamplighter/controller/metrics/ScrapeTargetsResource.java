package io.lamplighter.controller.metrics;

import io.lamplighter.api.manifest.Availability;
import io.lamplighter.api.view.ScrapeTargets;
import io.lamplighter.controller.machine.MachineStore;
import io.lamplighter.controller.machine.MachineStore.Scraped;
import io.lamplighter.controller.storage.Storage;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The machines' agents as Prometheus finds them, so that nobody keeps a list of targets. */
@Path("api/v1/prometheus/targets")
final class ScrapeTargetsResource {
    private static final String META = "__meta_lamplighter_label_";

    private final Storage storage;
    private final MachineStore machines;

    ScrapeTargetsResource(Storage storage, MachineStore machines) {
        this.storage = storage;
        this.machines = machines;
    }

    /** One entry a machine: its labels are its own, but for when it should be on, which its groups may say. */
    @GET
    public List<ScrapeTargets> get() {
        return storage.read(machines::scraped).stream()
                .map(ScrapeTargetsResource::target)
                .toList();
    }

    private static ScrapeTargets target(Scraped scraped) {
        Map<String, String> labels = new TreeMap<>();
        labels.put("machine", scraped.machine().name().value());
        scraped.machine().labels().forEach((name, value) -> labels.put(META + labelName(name), value));
        Availability availability = scraped.machine().availability();
        if (availability != null) {
            labels.put(META + "availability", availability.kind().label());
        }
        return new ScrapeTargets(List.of(scraped.address()), labels);
    }

    /** Prometheus' names of labels have letters, digits and underscores. */
    private static String labelName(String name) {
        return name.replaceAll("[^A-Za-z0-9_]", "_");
    }
}
