package io.lamplighter.api.name;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The name of any manifest: {@code [a-z0-9-]{1,40}}, neither beginning nor ending with a dash; of a machine's, its host
 * name, which the reader takes for no other kind.
 */
public record ManifestName(@JsonValue String value) implements Comparable<ManifestName> {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ManifestName {
        Syntax.requireManifestOrHostName(value);
    }

    @Override
    public int compareTo(ManifestName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
