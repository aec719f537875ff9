package io.lamplighter.controller.manifest;

import io.lamplighter.api.json.Wire;
import io.lamplighter.api.manifest.Manifest;
import io.lamplighter.api.manifest.Manifest.Kind;
import io.lamplighter.api.name.ManifestName;
import io.lamplighter.api.view.Applied;
import io.lamplighter.api.view.Page;
import io.lamplighter.api.view.Stored;
import io.lamplighter.controller.manifest.Changes.Terms;
import io.lamplighter.controller.problem.CallerMistake.NotFound;
import io.lamplighter.controller.problem.CallerMistake.Unreadable;
import io.lamplighter.controller.storage.Storage;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;
import org.jspecify.annotations.Nullable;

/** Manifests of every kind, as YAML or JSON; {@code file} is what the caller calls the text, for problems. */
@Path("api/v1")
final class ManifestResource {
    private static final String KIND = "{kind: environments|toolkits|sources|groups|machine-manifests}";

    private final Storage storage;
    private final ManifestStore store;
    private final Changes changes;

    ManifestResource(Storage storage, ManifestStore store, Changes changes) {
        this.storage = storage;
        this.store = store;
        this.changes = changes;
    }

    @GET
    @Path(KIND)
    public Page<Stored> list(
            @PathParam("kind") String kind,
            @QueryParam("limit") @DefaultValue("100") int limit,
            @QueryParam("continue") @DefaultValue("") String after) {
        int size = Page.size(limit);
        return storage.read(session -> Page.of(
                store.page(session, kind(kind), after, size + 1).stream()
                        .map(ManifestResource::view)
                        .toList(),
                size,
                stored -> stored.manifest().at("/metadata/name").textValue()));
    }

    @GET
    @Path(KIND + "/{name}")
    public Stored get(@PathParam("kind") String kind, @PathParam("name") ManifestName name) {
        return storage.read(session -> store.find(session, kind(kind), name)
                .map(ManifestResource::view)
                .orElseThrow(() -> new NotFound(
                        kind(kind).label().toLowerCase(Locale.ROOT), name.value(), store.names(session, kind(kind)))));
    }

    @PUT
    @Path(KIND + "/{name}")
    @Consumes(MediaType.WILDCARD)
    public RestResponse<Applied> put(
            @PathParam("kind") String kind,
            @PathParam("name") ManifestName name,
            @QueryParam("dryRun") boolean dryRun,
            @QueryParam("confirm") @Nullable Integer confirm,
            @QueryParam("file") @DefaultValue("body") String file,
            String manifest) {
        ManifestText given = ManifestText.read(file, manifest);
        List<Manifest> read = given.manifests();
        if (read.size() != 1
                || read.getFirst().kind() != kind(kind)
                || !read.getFirst().metadata().name().equals(name)) {
            throw new Unreadable(
                    "the body is not the one manifest of " + kind + "/" + name,
                    "put one document of that kind and name there, or post several to /api/v1/apply");
        }
        Applied applied = changes.apply(given, new Terms(dryRun, confirm)).getFirst();
        boolean created = applied.change() == Applied.Change.CREATED && !dryRun;
        return RestResponse.status(created ? Status.CREATED : Status.OK, applied);
    }

    @DELETE
    @Path(KIND + "/{name}")
    public Applied delete(
            @PathParam("kind") String kind,
            @PathParam("name") ManifestName name,
            @QueryParam("dryRun") boolean dryRun,
            @QueryParam("confirm") @Nullable Integer confirm) {
        return changes.delete(kind(kind), name, new Terms(dryRun, confirm));
    }

    /** Several documents, all of them or none. */
    @POST
    @Path("apply")
    @Consumes(MediaType.WILDCARD)
    public List<Applied> apply(
            @QueryParam("dryRun") boolean dryRun,
            @QueryParam("now") boolean now,
            @QueryParam("confirm") @Nullable Integer confirm,
            @QueryParam("file") @DefaultValue("body") String file,
            String manifests) {
        return changes.apply(ManifestText.read(file, manifests), new Terms(dryRun, confirm, now));
    }

    private static Kind kind(String plural) {
        return Kind.find(plural).orElseThrow(() -> new IllegalArgumentException("the path lets no " + plural + " in"));
    }

    private static Stored view(StoredManifest stored) {
        return new Stored(
                stored.revision(),
                stored.resourceVersion(),
                stored.changedAt(),
                Wire.mapper().valueToTree(Edition.of(stored.manifest(), stored.resourceVersion())));
    }
}
