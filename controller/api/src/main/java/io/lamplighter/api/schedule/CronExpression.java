package io.lamplighter.api.schedule;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Minutes of the local time line in crontab's five fields, {@code 0 2 * * mon-fri}. It knows no zone: what a minute is
 * on a clock is {@link Window}'s to say.
 */
public record CronExpression(@JsonValue String text) {
    private static final CronParser PARSER = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));

    /** Parsed once: an agent asks the same few all day. */
    private static final Map<String, ExecutionTime> PARSED = new ConcurrentHashMap<>();

    /** A leap day is within four years of it. */
    private static final ZonedDateTime ANY_TIME = ZonedDateTime.of(2026, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public CronExpression {
        if (times(text).nextExecution(ANY_TIME).isEmpty()) {
            throw new IllegalArgumentException("there is no such time: cron \"" + text + "\"");
        }
    }

    /** The first minute after a time; empty where the calendar of the library ends. */
    public Optional<LocalDateTime> after(LocalDateTime time) {
        return times(text).nextExecution(time.atZone(ZoneOffset.UTC)).map(ZonedDateTime::toLocalDateTime);
    }

    /** The last minute that is not after a time. */
    public Optional<LocalDateTime> upTo(LocalDateTime time) {
        return times(text)
                .lastExecution(
                        time.truncatedTo(ChronoUnit.MINUTES).plusMinutes(1).atZone(ZoneOffset.UTC))
                .map(ZonedDateTime::toLocalDateTime);
    }

    private static ExecutionTime times(String text) {
        return PARSED.computeIfAbsent(text, CronExpression::parse);
    }

    private static ExecutionTime parse(String text) {
        try {
            return ExecutionTime.forCron(PARSER.parse(text));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "cron is five fields as in crontab (minute, hour, day of the month, month, day of the week),"
                            + " like \"0 2 * * mon-fri\"; found \"" + text + "\": " + e.getMessage(),
                    e);
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
