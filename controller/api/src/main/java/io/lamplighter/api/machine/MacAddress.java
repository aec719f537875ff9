package io.lamplighter.api.machine;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** The address of a network card, in lower case with colons: {@code 04:42:1a:0c:7f:e1}. */
public record MacAddress(@JsonValue String text) {
    private static final Pattern SYNTAX = Pattern.compile("[0-9a-f]{2}(:[0-9a-f]{2}){5}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public MacAddress {
        if (!SYNTAX.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "the address of a network card is six bytes, like 04:42:1a:0c:7f:e1; found \"" + text + "\"");
        }
    }

    /** Its six bytes. */
    public byte[] bytes() {
        return HexFormat.ofDelimiter(":").parseHex(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
