package io.lamplighter.agent.checkin;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.lamplighter.api.json.Wire;
import io.lamplighter.api.wire.Problem;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.rest.client.ext.ResponseExceptionMapper;

/** Makes every refusal of the controller one exception, with what it said. */
final class RefusalMapper implements ResponseExceptionMapper<ControllerRefusal> {
    @Override
    public ControllerRefusal toThrowable(Response response) {
        String body = response.hasEntity() ? response.readEntity(String.class) : "";
        return new ControllerRefusal(response.getStatus(), sentence(body));
    }

    private static String sentence(String body) {
        try {
            Problem problem = Wire.mapper().readValue(body, Problem.class);
            String said = problem.detail() == null ? problem.title() : problem.detail();
            return problem.remedy() == null ? said : said + "; " + problem.remedy();
        } catch (JsonProcessingException _) {
            return "";
        }
    }
}
