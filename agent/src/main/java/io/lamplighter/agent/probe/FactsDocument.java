package io.lamplighter.agent.probe;

import io.lamplighter.api.json.Wire;
import io.lamplighter.api.machine.MachineFacts;
import io.lamplighter.api.name.Sha256;

/** The facts as the text that is sent, and the digest of its bytes. */
public record FactsDocument(MachineFacts facts, String json, Sha256 digest) {
    static FactsDocument of(MachineFacts facts) {
        String json = Wire.write(facts);
        return new FactsDocument(facts, json, Sha256.of(json));
    }
}
