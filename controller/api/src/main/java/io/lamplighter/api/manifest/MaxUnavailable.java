package io.lamplighter.api.manifest;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.IntSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many machines of a group may be away at a time: a number, or a share of them in per cent, rounded down and never
 * less than one.
 *
 * @param number of machines, or per cent of them
 */
@WholeOrText
public record MaxUnavailable(int number, boolean perCent) {
    private static final Pattern SHARE = Pattern.compile("(\\d{1,3})%");

    public MaxUnavailable {
        if (number < 1 || (perCent && number > 100)) {
            throw refused(number + (perCent ? "%" : ""));
        }
    }

    /** Of that many machines. */
    public static MaxUnavailable machines(int machines) {
        return new MaxUnavailable(machines, false);
    }

    /**
     * Reads {@code 2} or {@code 10%}.
     *
     * @throws IllegalArgumentException for anything else
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static MaxUnavailable read(JsonNode json) {
        if (json.isIntegralNumber() && json.canConvertToInt()) {
            return machines(json.intValue());
        }
        Matcher share = SHARE.matcher(json.asText());
        if (!share.matches()) {
            throw refused(json.asText());
        }
        return new MaxUnavailable(Integer.parseInt(share.group(1)), true);
    }

    private static IllegalArgumentException refused(String found) {
        return new IllegalArgumentException(
                "maxUnavailable is 1 or more machines, or a share of them from 1% to 100%; found " + found);
    }

    /**
     * How many that are.
     *
     * @param machines how many a group has; asked for a share alone
     */
    public int of(IntSupplier machines) {
        return perCent ? (int) Math.max(1, (long) machines.getAsInt() * number / 100) : number;
    }

    /** As it is written. */
    @JsonValue
    public Object json() {
        return perCent ? (Object) toString() : number;
    }

    @Override
    public String toString() {
        return number + (perCent ? "%" : "");
    }
}
