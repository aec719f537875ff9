package io.lamplighter.api.schedule;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lamplighter.api.name.GroupName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A time in which nothing changes on any machine of a group, from {@code from} until before {@code until}.
 *
 * @param reason for people; absent where none was given
 */
public record Freeze(
        GroupName group,
        Instant from,
        Instant until,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String reason) {
    public Freeze {
        if (!from.isBefore(until)) {
            throw new IllegalArgumentException("a freeze ends after it begins; it is from " + from + " until " + until);
        }
    }

    public boolean isInForce(Instant time) {
        return !time.isBefore(from) && time.isBefore(until);
    }
}
