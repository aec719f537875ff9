package io.lamplighter.controller.run;

import io.lamplighter.api.name.RunId;
import io.lamplighter.api.run.RunReport;
import io.lamplighter.api.view.Page;
import io.lamplighter.api.view.RunView;
import io.lamplighter.api.wire.AgentApi;
import io.lamplighter.controller.problem.CallerMistake.NotFound;
import io.lamplighter.controller.storage.Session;
import io.lamplighter.controller.storage.Storage;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Path("api/v1/runs")
final class RunResource {
    private final Storage storage;
    private final RunStore runs;
    private final RunLogs logs;

    RunResource(Storage storage, RunStore runs, RunLogs logs) {
        this.storage = storage;
        this.runs = runs;
        this.logs = logs;
    }

    @GET
    public Page<RunView> list(
            @QueryParam("machine") @Nullable String machine,
            @QueryParam("environment") @Nullable String environment,
            @QueryParam("limit") @DefaultValue("100") int limit,
            @QueryParam("continue") @DefaultValue("") String before) {
        int size = Page.size(limit);
        return storage.read(session -> Page.of(
                runs.page(session, machine, environment, before, size + 1),
                size,
                view -> view.run().value()));
    }

    @GET
    @Path("{id}")
    public RunReport get(RunId id) {
        return storage.read(session -> find(session, id));
    }

    @GET
    @Path("{id}/log")
    @Produces(AgentApi.LOG_TYPE)
    public String log(RunId id) {
        return storage.read(session -> {
            RunReport run = find(session, id);
            return logs.find(session, id).orElseThrow(() -> noLog(run));
        });
    }

    private RunReport find(Session session, RunId id) {
        return runs.find(session, id).orElseThrow(() -> new NotFound("run", id.value(), List.of()));
    }

    private static NotFound noLog(RunReport run) {
        return new NotFound(
                "there is no log of run " + run.run(),
                run.state().isFinal()
                        ? "the machine has not sent it (yet), or it is so old that it was forgotten"
                        : "it comes when the run has ended");
    }
}
