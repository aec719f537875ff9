package io.lamplighter.controller.sunset;

import io.lamplighter.api.view.Page;
import io.lamplighter.api.view.Sunset;
import io.lamplighter.controller.storage.Storage;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

@Path("api/v1/sunset")
final class SunsetResource {
    private final Storage storage;
    private final Outlooks outlooks;

    SunsetResource(Storage storage, Outlooks outlooks) {
        this.storage = storage;
        this.outlooks = outlooks;
    }

    @GET
    public Sunset get(@QueryParam("limit") @DefaultValue("100") int limit) {
        return storage.read(session -> outlooks.of(session, Page.size(limit)));
    }
}
