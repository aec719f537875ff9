package io.lamplighter.api.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.lamplighter.api.json.Wire;
import io.lamplighter.api.name.PlanId;
import io.lamplighter.api.name.Sha256;

/** A plan as the text that was written once, is stored and shipped, and whose bytes are its id. */
public record PlanDocument(PlanId id, String json) {
    public PlanDocument {
        if (!Sha256.of(json).hex().equals(id.value())) {
            throw new IllegalArgumentException("the plan's text is not the one of plan " + id.abbreviated());
        }
    }

    /** Writes a plan; the same plan has the same text always. */
    public static PlanDocument of(Plan plan) {
        String json = Wire.write(plan);
        return new PlanDocument(new PlanId(Sha256.of(json).hex()), json);
    }

    /** The plan that was written. */
    public Plan plan() {
        try {
            return Wire.mapper().readValue(json, Plan.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("plan " + id.abbreviated() + " is unreadable", e);
        }
    }
}
