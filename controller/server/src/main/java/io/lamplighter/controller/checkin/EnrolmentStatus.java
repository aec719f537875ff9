package io.lamplighter.controller.checkin;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.Provider;

/**
 * Says 201 for an enrolment: the interface that agents share returns the identity itself, which alone would say 200.
 */
@Provider
final class EnrolmentStatus implements ContainerResponseFilter {
    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getStatus() == Status.OK.getStatusCode()
                && request.getUriInfo().getPath().equals("/agent/v1/enrolments")) {
            response.setStatusInfo(Status.CREATED);
        }
    }
}
