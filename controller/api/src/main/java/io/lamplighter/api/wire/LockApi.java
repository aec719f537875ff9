package io.lamplighter.api.wire;

import io.lamplighter.api.name.LockDigest;
import io.lamplighter.api.name.PlanId;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** What an agent asks of the controller about locks. Errors are {@link Problem} bodies. */
@Path("agent/v1")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public interface LockApi {
    /** The epoch that the pathfinder was appointed with, beside its lock. */
    String EPOCH = "Lamplighter-Lock-Epoch";

    /** Says who solves; 409 when the plan is not what the machine should have (any more). */
    @POST
    @Path("claims")
    ClaimAnswer claim(@HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String bearer, Claim claim);

    /**
     * Keeps the lock that a pathfinder proved; the same again changes nothing. 409 from any other machine and under an
     * old epoch, 422 when a file is not as its source has it, 503 while a source cannot be asked.
     *
     * @param digest of the body
     * @param lock {@link io.lamplighter.api.lock.Lock} as text: its bytes are what the digest is of
     */
    @PUT
    @Path("locks/{plan}")
    void putLock(
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String bearer,
            @PathParam("plan") PlanId plan,
            @HeaderParam(EPOCH) long epoch,
            @QueryParam("digest") @Nullable LockDigest digest,
            String lock)
            throws InterruptedException;

    /** The text of a plan's lock; 404 when there is none with this digest. */
    @GET
    @Path("locks/{plan}")
    String lock(
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String bearer,
            @PathParam("plan") PlanId plan,
            @QueryParam("digest") @Nullable LockDigest digest);
}
