package io.lamplighter.api.configuration;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A problem of the configuration as SmallRye Config words it, told to whoever wrote the configuration. */
public record ConfigurationProblem(String text) {
    private static final String KEYS = "docs/reference/configuration.md lists all keys";
    private static final Pattern CODE = Pattern.compile("^.*SRCFG\\d+: ", Pattern.DOTALL);
    private static final Pattern UNKNOWN_KEY = Pattern.compile("SRCFG00050: (\\S+) in (.+) does not map to any root");
    private static final Pattern VALUE = Pattern.compile(
            "SRCFG00039: The config property (\\S+) with the config value \"(.*)\" threw an Exception whilst being"
                    + " converted (.*)",
            Pattern.DOTALL);
    private static final Pattern ONE_OF = Pattern.compile("SRCFG00049: .*, allowed values: (.*)", Pattern.DOTALL);
    private static final Pattern PATTERN = Pattern.compile("value .* not in correct format.*", Pattern.DOTALL);
    private static final Pattern DURATION = Pattern.compile("Invalid duration: .*", Pattern.DOTALL);

    /** One line for each problem; the framework tells of some twice. */
    public static String sentences(Stream<String> texts) {
        return texts.map(text -> new ConfigurationProblem(text).sentence())
                .distinct()
                .collect(Collectors.joining("\n"));
    }

    /** What is wrong, where, and what to do. */
    public String sentence() {
        Matcher unknown = UNKNOWN_KEY.matcher(text);
        if (unknown.find()) {
            return "There is no configuration key " + unknown.group(1) + " (found in " + unknown.group(2)
                    + "). Correct or remove it; " + KEYS + ".";
        }
        Matcher value = VALUE.matcher(text);
        return value.find()
                ? value.group(1) + ": " + wanted(value.group(3)) + "; found \"" + value.group(2) + "\". " + KEYS + "."
                : "The configuration is wrong: " + withoutCode(text);
    }

    private static String wanted(String reason) {
        Matcher oneOf = ONE_OF.matcher(reason);
        if (oneOf.find()) {
            return "it must be one of " + oneOf.group(1).replace(",", ", ");
        }
        if (DURATION.matcher(reason).matches()) {
            return "it must be a time, like 90s, 5m or 1h";
        }
        if (PATTERN.matcher(reason).matches()) {
            return "it must be a size, like 512M or 5G";
        }
        return reason.contains("Converter") ? "it has another form" : withoutCode(reason);
    }

    private static String withoutCode(String problem) {
        return CODE.matcher(problem).replaceFirst("");
    }
}
