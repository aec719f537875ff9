package io.lamplighter.agent.policy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** A host by its name or address, or with {@code *.} before it all hosts below a name. */
public record HostPattern(@JsonValue String value) {
    private static final String ANY = "*.";
    private static final Pattern FORM = Pattern.compile("(\\*\\.)?[a-z0-9]([a-z0-9.-]*[a-z0-9])?|\\[[0-9a-f:.]+]");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public HostPattern {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a host is a name in lower case like mirror.lab.example, an address, or"
                    + " *.lab.example for all below a name; no scheme, no port, no path: \"" + value + "\"");
        }
    }

    boolean covers(String host) {
        return value.startsWith(ANY) ? host.endsWith(value.substring(1)) : host.equals(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
