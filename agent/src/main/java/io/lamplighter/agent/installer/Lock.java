package io.lamplighter.agent.installer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlFactory;
import io.lamplighter.api.json.Wire;
import io.lamplighter.api.name.Sha256;
import io.lamplighter.api.run.RunReport.Download;
import io.lamplighter.api.run.RunReport.InstalledPackage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The exact files that a solve found, as a {@code pylock.toml} of PEP 751. */
public final class Lock {
    private final String text;
    private final List<Pinned> packages;

    private Lock(String text, List<Pinned> packages) {
        this.text = text;
        this.packages = packages;
    }

    /**
     * Reads what uv wrote.
     *
     * @throws IOException when it is no lock, or one with a package that has no file for this machine
     */
    public static Lock parse(String text) throws IOException {
        List<Pinned> packages = new ArrayList<>();
        JsonNode content = Wire.mapper().readTree(new TomlFactory().createParser(text));
        for (JsonNode each : content.path("packages")) {
            String name = each.path("name").asText();
            List<WheelFile> files = StreamSupport.stream(each.path("wheels").spliterator(), false)
                    .map(WheelFile::of)
                    .sorted(WheelFile.BEST_FIRST)
                    .toList();
            if (files.isEmpty()) {
                throw new IOException("the lock names no file of " + name);
            }
            packages.add(new Pinned(name, each.path("version").asText(), files));
        }
        return new Lock(text, List.copyOf(packages));
    }

    /** Of its text. */
    public Sha256 digest() {
        return Sha256.of(text);
    }

    public Set<String> names() {
        return packages.stream().map(Pinned::name).collect(Collectors.toUnmodifiableSet());
    }

    public List<InstalledPackage> packages() {
        return packages.stream()
                .map(each -> new InstalledPackage(each.name, each.version))
                .sorted(Comparator.comparing(InstalledPackage::name))
                .toList();
    }

    /** Digests of the files of some packages. */
    List<Sha256> digests(Set<String> names) {
        return only(names).map(each -> each.best().sha256).toList();
    }

    /** What fetching all costs, as far as the index says, but for files that are there. */
    Download download(Collection<Sha256> present) {
        List<WheelFile> missing = packages.stream()
                .map(Pinned::best)
                .filter(file -> !present.contains(file.sha256))
                .toList();
        return new Download(
                missing.size(), missing.stream().mapToLong(WheelFile::bytes).sum());
    }

    /** Some packages as requirements of one version and of files with these digests only. */
    String requirements(Set<String> names) {
        return only(names).map(Pinned::requirement).collect(Collectors.joining());
    }

    private Stream<Pinned> only(Set<String> names) {
        return packages.stream().filter(each -> names.contains(each.name));
    }

    private record Pinned(String name, String version, List<WheelFile> files) {
        WheelFile best() {
            return files.getFirst();
        }

        String requirement() {
            return name + "==" + version
                    + files.stream()
                            .map(file -> " --hash=sha256:" + file.sha256)
                            .collect(Collectors.joining())
                    + "\n";
        }
    }

    /**
     * One of the files of a package; uv lists only those that run here.
     *
     * @param bytes 0 where the index does not say it
     */
    private record WheelFile(String url, Sha256 sha256, long bytes) {
        /** One made for this platform before one for any, and one for this Python before one for many. */
        static final Comparator<WheelFile> BEST_FIRST = Comparator.<WheelFile, Boolean>comparing(
                        file -> file.url.endsWith("-any.whl"))
                .thenComparing(file -> file.url.contains("-abi3-"))
                .thenComparing(WheelFile::url, Comparator.reverseOrder());

        static WheelFile of(JsonNode file) {
            return new WheelFile(
                    file.path("url").asText(),
                    new Sha256(file.path("hashes").path("sha256").asText()),
                    file.path("size").asLong());
        }
    }
}
