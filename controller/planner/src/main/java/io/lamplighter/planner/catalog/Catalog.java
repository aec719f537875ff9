package io.lamplighter.planner.catalog;

import io.lamplighter.api.manifest.ManifestException;
import io.lamplighter.api.manifest.ManifestProblem;
import io.lamplighter.api.manifest.ManifestReader;
import io.lamplighter.api.name.Sha256;
import io.lamplighter.versions.pep440.Pep440Version;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Everything that is known, ready to be asked. Reading it finds every hole in it. */
public final class Catalog {
    private static final String TORCH = "torch.yaml";
    private static final String COMPANIONS = "companions.yaml";
    private static final String DRIVERS = "drivers.yaml";
    private static final String CUDNN = "cudnn.yaml";
    private static final List<String> FILES = List.of(TORCH, COMPANIONS, DRIVERS, CUDNN);

    private static final Catalog SHIPPED =
            read(FILES.stream().collect(Collectors.toMap(file -> file, Catalog::resource)));

    private final String version;
    private final Map<String, String> texts;
    private final Map<String, List<Wheel>> wheels;
    private final List<Pep440Version> newerThanTrees;
    private final List<String> companionNames;
    private final Map<Pep440Version, List<CompanionRelease>> companions;
    private final DriverTable drivers;
    private final CudnnTable cudnn;

    private Catalog(
            Map<String, String> texts,
            TorchTable torch,
            CompanionTable companions,
            DriverTable drivers,
            CudnnTable cudnn) {
        this.texts = Map.copyOf(texts);
        this.version = Sha256.of(FILES.stream().map(file -> text(texts, file)).collect(Collectors.joining()))
                .hex();
        this.wheels = WheelList.of(torch);
        this.newerThanTrees = torch.releases().stream()
                .takeWhile(release -> release.tree().isEmpty())
                .map(release -> Pep440Version.parse(release.version()))
                .toList();
        List<CompanionRelease> all =
                companions.releases().stream().map(CompanionRelease::of).toList();
        this.companionNames =
                all.stream().map(CompanionRelease::name).distinct().sorted().toList();
        this.companions = torch.releases().stream()
                .map(release -> Pep440Version.parse(release.version()))
                .collect(Collectors.toUnmodifiableMap(
                        release -> release,
                        release -> all.stream()
                                .filter(companion -> companion.torch().contains(release))
                                .toList()));
        this.drivers = drivers;
        this.cudnn = cudnn;
    }

    /** The catalog of this release. */
    public static Catalog shipped() {
        return SHIPPED;
    }

    /** The names of the files that a catalog has. */
    public static List<String> files() {
        return FILES;
    }

    /** Its files as they were read, by their names. */
    public Map<String, String> texts() {
        return texts;
    }

    /**
     * Reads a catalog.
     *
     * @param texts of its files by their names
     * @throws InvalidCatalog with everything that is wrong or missing in it
     */
    public static Catalog read(Map<String, String> texts) {
        List<ManifestProblem> problems = new ArrayList<>();
        texts.keySet().stream()
                .filter(file -> !FILES.contains(file))
                .sorted()
                .forEach(file -> problems.add(
                        missing(file, "a catalog has no file of this name; it has " + String.join(", ", FILES))));
        TorchTable torch = table(texts, TORCH, TorchTable.class, problems);
        CompanionTable companions = table(texts, COMPANIONS, CompanionTable.class, problems);
        DriverTable drivers = table(texts, DRIVERS, DriverTable.class, problems);
        CudnnTable cudnn = table(texts, CUDNN, CudnnTable.class, problems);
        if (torch == null || companions == null || drivers == null || cudnn == null) {
            throw new InvalidCatalog(problems);
        }
        Catalog read = whole(texts, torch, companions, drivers, cudnn, problems);
        if (read == null || !problems.isEmpty()) {
            throw new InvalidCatalog(problems);
        }
        return read;
    }

    /** What only all tables together tell: a value may be well written and still no version, or a row missing. */
    private static @Nullable Catalog whole(
            Map<String, String> texts,
            TorchTable torch,
            CompanionTable companions,
            DriverTable drivers,
            CudnnTable cudnn,
            List<ManifestProblem> problems) {
        try {
            new Holes(torch, companions, drivers, cudnn).find().forEach(hole -> problems.add(missing("catalog", hole)));
            return problems.isEmpty() ? new Catalog(texts, torch, companions, drivers, cudnn) : null;
        } catch (IllegalArgumentException e) {
            problems.add(missing("catalog", String.valueOf(e.getMessage())));
            return null;
        }
    }

    private static <T> @Nullable T table(
            Map<String, String> texts, String file, Class<T> type, List<ManifestProblem> problems) {
        String text = texts.get(file);
        if (text == null) {
            problems.add(missing(file, "this file is missing"));
            return null;
        }
        try {
            return ManifestReader.data(file, text, type);
        } catch (ManifestException e) {
            problems.addAll(e.problems());
            return null;
        }
    }

    private static ManifestProblem missing(String file, String message) {
        return new ManifestProblem(file, ManifestProblem.NOWHERE, ManifestProblem.NOWHERE, "", message);
    }

    private static String text(Map<String, String> texts, String file) {
        return Objects.requireNonNull(texts.get(file), file);
    }

    static String resource(String file) {
        try (InputStream bytes = Objects.requireNonNull(Catalog.class.getResourceAsStream(file), file)) {
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SHA-256 of its files. */
    public String version() {
        return version;
    }

    /**
     * Every build of torch that exists for an architecture, newest release first; empty for an unknown architecture.
     */
    public List<Wheel> wheels(String architecture) {
        return wheels.getOrDefault(architecture, List.of());
    }

    /** The newest releases of torch, of which it is not known yet what a PyTorch-style tree carries. */
    public List<Pep440Version> releasesNewerThanTrees() {
        return newerThanTrees;
    }

    /** The releases of a companion that serve a torch, newest first. */
    public List<CompanionRelease> companions(String name, Pep440Version torch) {
        return companions.getOrDefault(torch, List.of()).stream()
                .filter(release -> release.name().equals(name))
                .toList();
    }

    /** The names of all packages that are bound to torch. */
    public List<String> companionNames() {
        return companionNames;
    }

    public DriverTable drivers() {
        return drivers;
    }

    public CudnnTable cudnn() {
        return cudnn;
    }
}
