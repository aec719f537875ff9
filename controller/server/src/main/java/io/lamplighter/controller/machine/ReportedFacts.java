package io.lamplighter.controller.machine;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.lamplighter.api.json.Wire;
import io.lamplighter.api.machine.MachineFacts;
import io.lamplighter.api.name.Sha256;

/**
 * Facts with their digests, each made of the bytes as they came or were written, once.
 *
 * @param text as received: its digest is what the agent polls with
 * @param planningText the part that decides whether anything is planned anew
 */
public record ReportedFacts(String text, Sha256 digest, String planningText, Sha256 planningDigest) {
    /**
     * Facts as an agent put them.
     *
     * @throws JsonProcessingException when they are none
     */
    public static ReportedFacts read(String text) throws JsonProcessingException {
        return of(text, Wire.mapper().readValue(text, MachineFacts.class));
    }

    /** Facts that came inside an enrolment. */
    public static ReportedFacts of(MachineFacts facts) {
        return of(Wire.write(facts), facts);
    }

    private static ReportedFacts of(String text, MachineFacts facts) {
        String planning = Wire.write(facts.planning());
        return new ReportedFacts(text, Sha256.of(text), planning, Sha256.of(planning));
    }
}
