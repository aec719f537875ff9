package io.lamplighter.api.lock;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.lamplighter.versions.conda.CondaVersion;
import java.util.Comparator;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One release of a package as people name it, {@code numpy==2.3.5}.
 *
 * @param name in lower case, otherwise as it was written
 * @param version of pip or of conda; one without a local part, {@code 2.10.0}, means all builds of it
 */
public record Release(String name, String version) implements Comparable<Release> {
    private static final Pattern FORM =
            Pattern.compile("\\s*(?<name>[A-Za-z0-9_][A-Za-z0-9._-]*)\\s*==\\s*(?<version>[A-Za-z0-9._+!-]+)\\s*");
    private static final Comparator<Release> ORDER =
            Comparator.comparing(Release::name).thenComparing(Release::version);

    public Release {
        name = name.toLowerCase(Locale.ROOT);
        CondaVersion.parse(version);
    }

    /**
     * Reads {@code PACKAGE==VERSION}.
     *
     * @throws IllegalArgumentException that says what is wrong and what is right
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Release parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "\"" + text.strip() + "\" names no single release: write PACKAGE==VERSION, numpy==2.3.5");
        }
        return new Release(parts.group("name"), parts.group("version"));
    }

    /** As people read it, {@code numpy 2.3.5}. */
    public String words() {
        return name + " " + version;
    }

    @Override
    public int compareTo(Release other) {
        return ORDER.compare(this, other);
    }

    @JsonValue
    @Override
    public String toString() {
        return name + "==" + version;
    }
}
