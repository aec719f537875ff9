package io.lamplighter.controller.run;

import io.lamplighter.api.name.RunId;
import io.lamplighter.api.run.RunReport;
import io.lamplighter.controller.problem.CallerMistake.NotFound;
import io.lamplighter.controller.storage.Storage;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;

@Path("api/v1/runs")
final class RunResource {
    private final Storage storage;
    private final RunStore runs;

    RunResource(Storage storage, RunStore runs) {
        this.storage = storage;
        this.runs = runs;
    }

    @GET
    @Path("{id}")
    public RunReport get(RunId id) {
        return storage.read(session -> runs.find(session, id))
                .orElseThrow(() -> new NotFound("run", id.value(), List.of()));
    }
}
