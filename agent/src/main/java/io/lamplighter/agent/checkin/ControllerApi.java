package io.lamplighter.agent.checkin;

import io.lamplighter.api.wire.AgentApi;
import io.lamplighter.api.wire.LockApi;
import io.lamplighter.api.wire.RebootApi;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The controller, as an agent calls it. */
@Path("agent/v1")
@RegisterRestClient(configKey = "controller")
@RegisterProvider(RefusalMapper.class)
interface ControllerApi extends AgentApi, LockApi, RebootApi {}
