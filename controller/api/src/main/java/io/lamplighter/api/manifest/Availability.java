package io.lamplighter.api.manifest;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.api.schedule.CronExpression;
import io.lamplighter.api.schedule.Recurrence;
import io.lamplighter.api.schedule.TimeSpan;
import io.lamplighter.api.schedule.ZoneName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When machines should be on, so that one that is off then is news and another is none: {@code always},
 * {@code bestEffort}, which is never, or in certain hours.
 *
 * @param hours present where it is in hours
 */
@TextOrMapping(Recurrence.class)
public record Availability(Kind kind, @Nullable Recurrence hours) {
    private static final List<Kind> TEXTS = List.of(Kind.ALWAYS, Kind.BEST_EFFORT);

    /** How much is expected of a machine. */
    public enum Kind {
        ALWAYS("always"),
        BEST_EFFORT("bestEffort"),
        HOURS("hours");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** As manifests and metrics call it. */
        public String label() {
            return label;
        }
    }

    public Availability {
        if ((kind == Kind.HOURS) != (hours != null)) {
            throw new IllegalArgumentException("hours are what hours need, and nothing else has them");
        }
    }

    /**
     * Reads a text or a mapping.
     *
     * @throws IllegalArgumentException for anything else
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Availability of(JsonNode json) {
        if (json.isObject()) {
            return new Availability(
                    Kind.HOURS,
                    new Recurrence(
                            new CronExpression(json.path("cron").asText()),
                            new ZoneName(json.path("zone").asText()),
                            new TimeSpan(json.path("duration").asText())));
        }
        String text = json.asText();
        for (Kind kind : TEXTS) {
            if (kind.label.equals(text)) {
                return new Availability(kind, null);
            }
        }
        throw new IllegalArgumentException("availability is always, bestEffort, or hours like"
                + " {cron: \"0 8 * * mon-fri\", zone: Europe/Berlin, duration: 10h}; found \"" + text + "\""
                + NearestName.of(text, TEXTS.stream().map(Kind::label).toList())
                        .map(nearest -> "; did you mean " + nearest + "?")
                        .orElse(""));
    }

    /** Whether a machine should have been on from one time until another without a break. */
    public boolean expects(Instant since, Instant until) {
        return switch (kind) {
            case ALWAYS -> true;
            case BEST_EFFORT -> false;
            case HOURS ->
                hours != null
                        && hours.at(until).filter(open -> open.contains(since)).isPresent();
        };
    }

    /** As it is written. */
    @JsonValue
    public Object json() {
        return hours == null ? kind.label : hours;
    }
}
