package io.lamplighter.agent.installer;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlFactory;
import io.lamplighter.api.json.Wire;
import io.lamplighter.api.lock.LockedFile;
import io.lamplighter.api.lock.LockedPackage;
import io.lamplighter.api.name.Sha256;
import io.lamplighter.api.plan.Candidate.Placement;
import java.io.IOException;
import java.net.URLDecoder;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What a solve of uv found, as a {@code pylock.toml} of PEP 751. */
record UvLock(List<Pinned> packages) {
    UvLock {
        packages = List.copyOf(packages);
    }

    /**
     * Reads what uv wrote.
     *
     * @throws IOException when it is no lock, or one with a package that has no file for this machine
     */
    static UvLock parse(String text) throws IOException {
        List<Pinned> packages = new ArrayList<>();
        JsonNode content = Wire.mapper().readTree(new TomlFactory().createParser(text));
        for (JsonNode each : content.path("packages")) {
            String name = each.path("name").asText();
            List<LockedFile> files = StreamSupport.stream(each.path("wheels").spliterator(), false)
                    .map(UvLock::file)
                    .sorted(BEST_FIRST)
                    .toList();
            if (files.isEmpty()) {
                throw new IOException("the lock names no file of " + name);
            }
            packages.add(new Pinned(name, each.path("version").asText(), files));
        }
        return new UvLock(packages);
    }

    Set<String> names() {
        return packages.stream().map(Pinned::name).collect(Collectors.toUnmodifiableSet());
    }

    /** Some packages, with where each comes from. */
    List<LockedPackage> locked(Set<String> names, Function<String, Placement> placements) {
        return packages.stream()
                .filter(each -> names.contains(each.name))
                .map(each -> new LockedPackage(each.name, each.version, placements.apply(each.name), each.files))
                .sorted(Comparator.comparing(LockedPackage::name))
                .toList();
    }

    /** One made for this platform before one for any, and one for this Python before one for many. */
    private static final Comparator<LockedFile> BEST_FIRST = Comparator.<LockedFile, Boolean>comparing(
                    file -> file.name().endsWith("-any.whl"))
            .thenComparing(file -> file.name().contains("-abi3-"))
            .thenComparing(LockedFile::name, Comparator.reverseOrder());

    private static LockedFile file(JsonNode file) {
        String url = file.path("url").asText();
        String name = file.path("name").asText(url.substring(url.lastIndexOf('/') + 1));
        return new LockedFile(
                URLDecoder.decode(name.replace("+", "%2B"), UTF_8),
                new Sha256(file.path("hashes").path("sha256").asText()),
                file.has("size") ? file.path("size").asLong() : null,
                published(file.path("upload-time").asText("")));
    }

    /** A local time, as TOML has them too, tells nothing. */
    private static @Nullable Instant published(String time) {
        try {
            return time.isEmpty() ? null : OffsetDateTime.parse(time).toInstant();
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /** One version of a package with those of its files that run here, the best first. */
    record Pinned(String name, String version, List<LockedFile> files) {}
}
