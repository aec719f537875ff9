package io.lamplighter.agent.installer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.api.json.Wire;
import io.lamplighter.api.lock.Bound;
import io.lamplighter.versions.conda.MatchSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a conda says it would do, {@code --dry-run --json}. micromamba and mamba describe whole packages under
 * {@code LINK}; conda does so under {@code FETCH} and names under {@code LINK} only their order.
 *
 * @param packages in the order in which they would be linked
 */
record CondaAnswer(List<Solved> packages) {
    /** The end of the year 9999: no time in seconds is later, and every one in milliseconds is. */
    private static final long LAST_SECOND = 253_402_300_799L;

    CondaAnswer {
        packages = List.copyOf(packages);
    }

    /** Empty where there is no such answer in what was said. */
    static Optional<CondaAnswer> parse(String output) {
        return json(output)
                .map(answer -> answer.path("actions"))
                .filter(JsonNode::isObject)
                .map(CondaAnswer::of);
    }

    private static CondaAnswer of(JsonNode actions) {
        Map<String, Solved> packages = new LinkedHashMap<>();
        actions.path("LINK").forEach(each -> packages.put(each.path("name").asText(), Solved.of(each)));
        actions.path("FETCH").forEach(each -> packages.put(each.path("name").asText(), Solved.of(each)));
        return new CondaAnswer(List.copyOf(packages.values()));
    }

    /** The same for people: what is said in JSON, a line a sentence. */
    static String readable(String output) {
        Optional<JsonNode> answer = json(output);
        if (answer.isEmpty()) {
            return output;
        }
        List<String> said = new ArrayList<>();
        int begin = begin(output);
        said.add(output.substring(0, begin).strip());
        for (String key : List.of("exception_name", "message", "error", "solver_problems")) {
            JsonNode value = answer.get().path(key);
            if (value.isArray()) {
                value.forEach(each -> said.add(each.asText()));
            } else {
                said.add(value.asText(""));
            }
        }
        said.add(output.substring(output.lastIndexOf('}') + 1).strip());
        return said.stream().filter(line -> !line.isBlank()).distinct().collect(Collectors.joining("\n"));
    }

    /** Warnings may stand before and behind it. */
    private static Optional<JsonNode> json(String output) {
        int begin = begin(output);
        int end = output.lastIndexOf('}');
        if (begin < 0 || end < begin) {
            return Optional.empty();
        }
        try {
            return Optional.of(Wire.mapper().readTree(output.substring(begin, end + 1)));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static int begin(String output) {
        return output.startsWith("{") ? 0 : output.indexOf("\n{") + 1 > 0 ? output.indexOf("\n{") + 1 : -1;
    }

    Set<String> names() {
        return packages.stream().map(Solved::name).collect(Collectors.toUnmodifiableSet());
    }

    /** Those that came out at an instant or after; one whose channel tells no time is taken for old. */
    List<Solved> youngerThan(@Nullable Instant limit) {
        return packages.stream()
                .filter(each -> limit != null && each.timestamp != null && !each.timestamp.isBefore(limit))
                .toList();
    }

    /** The bounds that it does not keep to; one of a package that was not taken is kept. */
    List<Bound> breaking(List<Bound> bounds) {
        return bounds.stream()
                .filter(bound -> packages.stream()
                        .anyMatch(each -> each.name().equals(bound.name()) && !bound.allows(each.version())))
                .toList();
    }

    /** Which package wants which others. */
    Dependencies dependencies() {
        return new Dependencies(packages.stream().collect(Collectors.toMap(Solved::name, Solved::wanted)));
    }

    List<Solved> only(Collection<String> names) {
        return packages.stream().filter(each -> names.contains(each.name)).toList();
    }

    /**
     * One package.
     *
     * @param url of its file
     * @param sha256 absent where its channel does not say it
     * @param bytes of its file; absent where its channel does not say it
     * @param timestamp when it was built; absent where its channel does not say it
     * @param depends MatchSpecs
     */
    record Solved(
            String name,
            String version,
            String build,
            String url,
            @Nullable String sha256,
            @Nullable Long bytes,
            @Nullable Instant timestamp,
            List<String> depends) {
        Solved {
            depends = List.copyOf(depends);
        }

        private static Solved of(JsonNode each) {
            List<String> depends = new ArrayList<>();
            each.path("depends").forEach(spec -> depends.add(spec.asText()));
            String sha256 = each.path("sha256").asText("");
            return new Solved(
                    each.path("name").asText(),
                    each.path("version").asText(),
                    each.path("build").asText(each.path("build_string").asText()),
                    each.path("url").asText(""),
                    sha256.isEmpty() ? null : sha256,
                    each.path("size").asLong() > 0 ? each.path("size").asLong() : null,
                    timestamp(each.path("timestamp").asLong()),
                    depends);
        }

        /** Milliseconds, and seconds in channels of old; conda itself tells them apart so. */
        private static @Nullable Instant timestamp(long number) {
            return number <= 0
                    ? null
                    : number > LAST_SECOND ? Instant.ofEpochMilli(number) : Instant.ofEpochSecond(number);
        }

        private Set<String> wanted() {
            Set<String> names = new HashSet<>();
            for (String spec : depends) {
                try {
                    names.add(MatchSpec.parse(spec).name());
                } catch (IllegalArgumentException e) {
                    names.add(spec.strip().split("\\s", 2)[0]); // of a later form; its name comes first in all
                }
            }
            return names;
        }
    }
}
