package io.lamplighter.api.wire;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** What an agent asks of the controller before it boots its machine. Errors are {@link Problem} bodies. */
@Path("agent/v1")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public interface RebootApi {
    /** Says whether it may; the same machine is told the same again. 409 where no group lets it, or it is held. */
    @POST
    @Path("reboots")
    RebootAnswer reboot(@HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String bearer, RebootClaim claim);

    /** It is back, or did not go: another may. */
    @DELETE
    @Path("reboots")
    void isBack(@HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String bearer);
}
