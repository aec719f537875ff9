package io.lamplighter.api.name;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** What a machine knows a secret by; the secret itself never leaves that machine but to its hosts. */
public record CredentialName(@JsonValue String value) implements Comparable<CredentialName> {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public CredentialName {
        Syntax.requireManifestName(value);
    }

    @Override
    public int compareTo(CredentialName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
