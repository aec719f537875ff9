package io.lamplighter.planner.catalog;

import io.lamplighter.api.name.SourceName;
import io.lamplighter.versions.conda.MatchSpec;
import java.util.List;
import java.util.stream.Stream;

/**
 * How conda is asked for a build.
 *
 * @param channels that it needs, in order of priority
 * @param pins MatchSpecs that together give this build and no other
 */
public record CondaForm(List<SourceName> channels, List<String> pins) {
    public CondaForm {
        channels = List.copyOf(channels);
        pins = List.copyOf(pins);
    }

    /** The pins, read. */
    public Stream<MatchSpec> specs() {
        return pins.stream().map(MatchSpec::parse);
    }
}
