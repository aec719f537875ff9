package io.lamplighter.api.manifest;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.lamplighter.versions.conda.MatchSpec;
import io.lamplighter.versions.pep508.Requirement;

/**
 * A requirement of PEP 508 with nothing that would run or reach elsewhere: no option, no URL, no path, no editable; or,
 * in a stage for conda, a MatchSpec.
 */
public record PackageRequirement(@JsonValue String text) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public PackageRequirement {
        if (!CondaSpelling.isMatchSpec(text)) {
            Requirement.parse(text);
        }
    }

    /**
     * The requirement for pip.
     *
     * @throws IllegalArgumentException when it is in conda's words
     */
    public Requirement parsed() {
        return Requirement.parse(text);
    }

    /**
     * The requirement for conda, from whichever words it is in: a spec stays the same when its installer changes.
     *
     * @throws IllegalArgumentException when conda has no word for something in it
     */
    public MatchSpec matchSpec() {
        return CondaSpelling.of(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
