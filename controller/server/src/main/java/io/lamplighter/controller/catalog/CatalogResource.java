package io.lamplighter.controller.catalog;

import io.lamplighter.api.view.CatalogChanged;
import io.lamplighter.api.view.CatalogView;
import io.lamplighter.api.view.CatalogView.Origin;
import io.lamplighter.api.view.Page;
import io.lamplighter.controller.catalog.CatalogChanges.Terms;
import io.lamplighter.controller.problem.CallerMistake.Unreadable;
import io.lamplighter.controller.storage.Storage;
import io.lamplighter.planner.Planner;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The catalog that decides, as a whole: its files by their names. */
@Path("api/v1/catalog")
final class CatalogResource {
    private final Storage storage;
    private final CatalogInForce inForce;
    private final CatalogChanges changes;

    CatalogResource(Storage storage, CatalogInForce inForce, CatalogChanges changes) {
        this.storage = storage;
        this.inForce = inForce;
        this.changes = changes;
    }

    @GET
    public CatalogView get() {
        return view(storage.read(inForce::of));
    }

    @PUT
    public CatalogChanged put(
            @QueryParam("dryRun") boolean dryRun,
            @QueryParam("confirm") @Nullable Integer confirm,
            @QueryParam("limit") @DefaultValue("100") int limit,
            @Nullable Map<String, String> files) {
        if (files == null) {
            throw new Unreadable("there is no catalog in it", "send the texts of its files by their names");
        }
        return changes.replace(files, new Terms(dryRun, confirm, Page.size(limit)));
    }

    /** The shipped one decides again; what was put in its place stays among the revisions. */
    @DELETE
    public CatalogChanged delete(
            @QueryParam("dryRun") boolean dryRun,
            @QueryParam("confirm") @Nullable Integer confirm,
            @QueryParam("limit") @DefaultValue("100") int limit) {
        return changes.takeShippedBack(new Terms(dryRun, confirm, Page.size(limit)));
    }

    private static CatalogView view(InForce inForce) {
        CatalogRevision stored = inForce.stored();
        return new CatalogView(
                inForce.planner().catalogVersion(),
                inForce.isShipped() ? Origin.SHIPPED : Origin.REPLACED,
                stored == null ? null : stored.revision(),
                stored == null ? null : stored.by(),
                stored == null ? null : stored.at(),
                Planner.shipped().catalogVersion(),
                inForce.notice().orElse(null),
                inForce.planner().catalog().texts());
    }
}
