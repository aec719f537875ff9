package io.lamplighter.controller.whatif;

import io.lamplighter.api.view.Page;
import io.lamplighter.api.view.WhatIf;
import io.lamplighter.api.view.WhatIfRequest;
import io.lamplighter.controller.catalog.CatalogInForce;
import io.lamplighter.controller.manifest.Proposals;
import io.lamplighter.controller.problem.CallerMistake.Unreadable;
import io.lamplighter.controller.storage.Session;
import io.lamplighter.controller.storage.Storage;
import io.lamplighter.planner.Planner;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Nothing of what is sent is stored; {@code file} is what the caller calls the manifests, for problems. */
@Path("api/v1/what-if")
final class WhatIfResource {
    private final Storage storage;
    private final Proposals proposals;
    private final CatalogInForce catalog;
    private final FleetForesight foresight;

    WhatIfResource(Storage storage, Proposals proposals, CatalogInForce catalog, FleetForesight foresight) {
        this.storage = storage;
        this.proposals = proposals;
        this.catalog = catalog;
        this.foresight = foresight;
    }

    @POST
    public WhatIf ask(
            @QueryParam("limit") @DefaultValue("100") int limit,
            @QueryParam("file") @DefaultValue("body") String file,
            @Nullable WhatIfRequest request) {
        if (request == null || (request.manifests() == null && request.catalog() == null)) {
            throw new Unreadable(
                    "there is no change in it", "send manifests, a catalog, or both: {\"manifests\": \"…\"}");
        }
        return storage.read(session -> foresight.of(
                session,
                proposals.with(session, file, request.manifests()),
                planner(session, request.catalog()),
                Page.size(limit)));
    }

    private Planner planner(Session session, @Nullable Map<String, String> files) {
        return files == null ? catalog.planner(session) : CatalogInForce.planner(files);
    }
}
