package io.lamplighter.api.manifest;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.lamplighter.versions.pep508.Requirement;

/** A requirement of PEP 508 with nothing that would run or reach elsewhere: no option, no URL, no path, no editable. */
public record PackageRequirement(@JsonValue String text) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public PackageRequirement {
        Requirement.parse(text);
    }

    /** The requirement, parsed. */
    public Requirement parsed() {
        return Requirement.parse(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
