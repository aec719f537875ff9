package io.lamplighter.controller.access;

import io.lamplighter.api.view.JoinToken;
import io.lamplighter.api.view.JoinTokenRequest;
import io.lamplighter.api.view.JoinTokenView;
import io.lamplighter.api.view.Page;
import io.lamplighter.controller.access.JoinTokenStore.StoredJoinToken;
import io.lamplighter.controller.problem.CallerMistake.NotFound;
import io.lamplighter.controller.storage.Storage;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.ResponseStatus;

@Path("api/v1/join-tokens")
final class JoinTokenResource {
    private static final Logger LOG = Logger.getLogger(JoinTokenResource.class);

    private final JoinTokens tokens;
    private final JoinTokenStore store;
    private final Storage storage;

    JoinTokenResource(JoinTokens tokens, JoinTokenStore store, Storage storage) {
        this.tokens = tokens;
        this.store = store;
        this.storage = storage;
    }

    @POST
    @ResponseStatus(201)
    public JoinToken create(JoinTokenRequest request) {
        return tokens.create(request);
    }

    @GET
    public Page<JoinTokenView> list(
            @QueryParam("limit") @DefaultValue("100") int limit,
            @QueryParam("continue") @DefaultValue("") String after) {
        int size = Page.size(limit);
        return storage.read(session -> Page.of(
                store.list(session, after, size + 1).stream()
                        .map(JoinTokenResource::view)
                        .toList(),
                size,
                JoinTokenView::id));
    }

    @DELETE
    @Path("{id}")
    public void revoke(String id) {
        boolean revoked = storage.write(transaction -> store.delete(transaction, id));
        if (!revoked) {
            throw new NotFound("join token", id, List.of());
        }
        LOG.infof("join token %s revoked", id);
    }

    private static JoinTokenView view(StoredJoinToken token) {
        return new JoinTokenView(
                token.id(), token.labels(), token.uses(), token.used(), token.created(), token.expires());
    }
}
