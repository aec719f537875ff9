package io.lamplighter.agent.failure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlFactory;
import com.google.re2j.PatternSyntaxException;
import io.lamplighter.agent.failure.KnownFailures.Reading;
import io.lamplighter.api.json.Wire;
import io.lamplighter.api.run.RemedyClass;
import io.lamplighter.api.run.Signature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a catalogue, and says everything that is wrong with it at once. */
final class CatalogueReader {
    private static final Set<String> KEYS =
            Set.of("id", "class", "retry", "match", "detail", "message", "cause", "remedy", "source", "example");
    private static final int MOST_ENTRIES = 500;
    private static final int LONGEST_TEXT = 1_000;
    private static final String ID = "[A-Z][A-Z0-9_]{2,59}";

    private final List<String> problems = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();
    private String place = "";

    private CatalogueReader() {}

    static Reading read(String toml) {
        return new CatalogueReader().failures(toml);
    }

    private Reading failures(String toml) {
        List<KnownFailure> failures = new ArrayList<>();
        JsonNode entries = entries(toml);
        for (int i = 0; i < entries.size(); i++) {
            JsonNode entry = entries.get(i);
            place = "failure " + (i + 1) + " (" + entry.path("id").asText("without id") + "): ";
            failures.add(entry(entry));
        }
        KnownFailures all = new KnownFailures(failures);
        if (problems.isEmpty()) {
            failures.forEach(failure -> requireExamples(failure, all));
        }
        return problems.isEmpty() ? new Reading.Read(all) : new Reading.Refused(problems);
    }

    private JsonNode entries(String toml) {
        JsonNode content = Wire.mapper().createObjectNode();
        try (var parser = new TomlFactory().createParser(toml)) {
            content = Wire.mapper().readTree(parser);
        } catch (JsonProcessingException e) {
            problems.add("no TOML: line "
                    + (e.getLocation() == null ? "?" : e.getLocation().getLineNr()) + ": " + e.getOriginalMessage());
            return content;
        } catch (IOException e) {
            problems.add("no TOML: " + e.getMessage());
            return content;
        }
        JsonNode entries = content.path("failure");
        content.fieldNames().forEachRemaining(key -> require(key.equals("failure"), "\"" + key + "\" is no key here"));
        require(entries.isArray() && !entries.isEmpty(), "it holds no [[failure]]");
        require(entries.size() <= MOST_ENTRIES, "it holds more than " + MOST_ENTRIES + " failures");
        return entries;
    }

    private KnownFailure entry(JsonNode entry) {
        entry.fieldNames().forEachRemaining(key -> require(KEYS.contains(key), "\"" + key + "\" is no key of it"));
        String id = text(entry, "id");
        require(id.matches(ID), "id is not like DISK_FULL");
        require(ids.add(id), "its id is taken already");
        require(entry.path("retry").isBoolean(), "retry is not true or false");
        List<LinePattern> match = patterns(entry, "match");
        List<String> examples = texts(entry, "example");
        require(match.isEmpty() || !examples.isEmpty(), "it has patterns and no example that they match");
        return new KnownFailure(
                id,
                remedyClass(entry),
                entry.path("retry").asBoolean(),
                text(entry, "message"),
                cause(entry),
                text(entry, "remedy"),
                match,
                details(entry),
                texts(entry, "source"),
                examples);
    }

    private RemedyClass remedyClass(JsonNode entry) {
        Optional<RemedyClass> known = RemedyClass.of(text(entry, "class"));
        require(
                known.isPresent(),
                "class is none of "
                        + Arrays.stream(RemedyClass.values())
                                .filter(each -> each != RemedyClass.UNKNOWN)
                                .map(RemedyClass::label)
                                .toList());
        return known.orElse(RemedyClass.UNKNOWN);
    }

    private @Nullable String cause(JsonNode entry) {
        return entry.has("cause") ? text(entry, "cause") : null;
    }

    private List<LinePattern> details(JsonNode entry) {
        List<LinePattern> details = patterns(entry, "detail");
        details.forEach(pattern -> require(pattern.hasGroup(), "detail '" + pattern.text() + "' has no group"));
        return details;
    }

    private List<LinePattern> patterns(JsonNode entry, String key) {
        List<LinePattern> patterns = new ArrayList<>();
        for (String text : texts(entry, key)) {
            try {
                LinePattern pattern = LinePattern.compile(text);
                require(!pattern.isIn(""), key + " '" + text + "' matches an empty line");
                patterns.add(pattern);
            } catch (PatternSyntaxException e) {
                problems.add(place + key + " '" + text + "' is no pattern of RE2: " + e.getDescription());
            }
        }
        return patterns;
    }

    private List<String> texts(JsonNode entry, String key) {
        List<String> texts = new ArrayList<>();
        JsonNode values = entry.path(key);
        require(values.isMissingNode() || values.isArray(), key + " is no list");
        for (JsonNode value : values) {
            require(isGood(value), key + " holds something else than a text of 1 to " + LONGEST_TEXT + " characters");
            texts.add(value.asText());
        }
        return texts;
    }

    private String text(JsonNode entry, String key) {
        JsonNode value = entry.path(key);
        require(isGood(value), key + " is no text of 1 to " + LONGEST_TEXT + " characters");
        return value.asText("");
    }

    private static boolean isGood(JsonNode value) {
        return value.isTextual() && !value.asText().isBlank() && value.asText().length() <= LONGEST_TEXT;
    }

    /** An entry behind one that matches the same would never be found. */
    private void requireExamples(KnownFailure failure, KnownFailures all) {
        for (String example : failure.examples()) {
            String found =
                    all.of(example).map(Diagnosis::signature).map(Signature::id).orElse("nothing");
            place = "failure " + failure.id() + ": ";
            require(found.equals(failure.id()), "its example '" + example + "' is recognised as " + found);
        }
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            problems.add(place + otherwise);
        }
    }
}
