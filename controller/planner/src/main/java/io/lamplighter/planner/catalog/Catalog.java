package io.lamplighter.planner.catalog;

import io.lamplighter.api.manifest.ManifestException;
import io.lamplighter.api.manifest.ManifestProblem;
import io.lamplighter.api.manifest.ManifestReader;
import io.lamplighter.api.name.Sha256;
import io.lamplighter.versions.pep440.Pep440Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Everything that is known, ready to be asked. Reading it finds every hole in it and every contradiction. */
public final class Catalog {
    /** Raised when a file of this version would be misread by an older one. */
    public static final int FORMAT = 1;

    /** The platforms that there are rows for. */
    public static final Set<String> PLATFORMS = Set.of("linux-x86_64", "linux-aarch64", "windows-x86_64");

    private final Map<String, String> texts;
    private final String version;
    private final CatalogTables tables;
    private final Map<String, List<TorchBuild>> builds;
    private final List<Pep440Version> releases;
    private final List<Pep440Version> newerThanTrees;
    private final Companions companions;
    private final Drivers drivers;
    private final CudnnSupport cudnn;
    private final Set<String> cudaSelectors;

    Catalog(Map<String, String> texts, CatalogTables tables) {
        this.texts = Map.copyOf(texts);
        this.version = Sha256.of(files().stream().map(file -> text(texts, file)).collect(Collectors.joining()))
                .hex();
        this.tables = tables;
        this.builds = TorchBuilds.of(tables.torch(), tables.conda());
        this.releases = tables.torch().releases().stream()
                .map(release -> Pep440Version.parse(release.version()))
                .toList();
        this.newerThanTrees = tables.torch().releases().stream()
                .takeWhile(release -> release.tree().isEmpty())
                .map(release -> Pep440Version.parse(release.version()))
                .toList();
        this.companions = Companions.of(tables.companions(), releases);
        this.drivers = new Drivers(tables.drivers());
        this.cudnn = new CudnnSupport(tables.cudnn());
        this.cudaSelectors = tables.conda().selectors();
    }

    /** The catalog of this release. */
    public static Catalog shipped() {
        return Shipped.CATALOG;
    }

    /** The names of the files that a catalog has. */
    public static List<String> files() {
        return CatalogTables.FILES;
    }

    /**
     * Reads a catalog.
     *
     * @param texts of its files by their names
     * @throws InvalidCatalog with everything that is wrong or missing in it
     */
    public static Catalog read(Map<String, String> texts) {
        CatalogTables tables = tables(texts);
        List<ManifestProblem> problems = new ArrayList<>();
        try { // what only all tables together tell: a value may be well written and still no version, or a row missing
            new Holes(tables).find().forEach(hole -> problems.add(missing("catalog", hole)));
            if (problems.isEmpty()) {
                return new Catalog(texts, tables);
            }
        } catch (IllegalArgumentException e) {
            problems.add(missing("catalog", String.valueOf(e.getMessage())));
        }
        throw new InvalidCatalog(problems);
    }

    private static CatalogTables tables(Map<String, String> texts) {
        List<ManifestProblem> problems = new ArrayList<>();
        texts.keySet().stream()
                .filter(file -> !files().contains(file))
                .sorted()
                .forEach(file -> problems.add(
                        missing(file, "a catalog has no file of this name; it has " + String.join(", ", files()))));
        TorchTable torch = table(texts, CatalogTables.TORCH, TorchTable.class, problems);
        CondaTable conda = table(texts, CatalogTables.CONDA, CondaTable.class, problems);
        CompanionTable companions = table(texts, CatalogTables.COMPANIONS, CompanionTable.class, problems);
        CudaBoundTable cudaBound = table(texts, CatalogTables.CUDA_BOUND, CudaBoundTable.class, problems);
        DriverTable drivers = table(texts, CatalogTables.DRIVERS, DriverTable.class, problems);
        CudnnTable cudnn = table(texts, CatalogTables.CUDNN, CudnnTable.class, problems);
        if (!problems.isEmpty()
                || torch == null
                || conda == null
                || companions == null
                || cudaBound == null
                || drivers == null
                || cudnn == null) {
            throw new InvalidCatalog(problems);
        }
        return new CatalogTables(torch, conda, companions, cudaBound, drivers, cudnn);
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

    CatalogTables tables() {
        return tables;
    }

    /** Its files as they were read, by their names. */
    public Map<String, String> texts() {
        return texts;
    }

    /** SHA-256 of its files. */
    public String version() {
        return version;
    }

    /** Every build of torch that exists for a platform, newest release first; empty for an unknown platform. */
    public List<TorchBuild> builds(String platform) {
        return builds.getOrDefault(platform, List.of());
    }

    /** Every release of torch, newest first. */
    public List<Pep440Version> releases() {
        return releases;
    }

    /** The newest releases of torch, of which it is not known yet what a PyTorch-style tree carries. */
    public List<Pep440Version> releasesNewerThanTrees() {
        return newerThanTrees;
    }

    /** What is bound to torch's ABI. */
    public Companions companions() {
        return companions;
    }

    /** What is bound to a CUDA major. */
    public CudaBoundTable cudaBound() {
        return tables.cudaBound();
    }

    /** How conda names packages, and what old releases must be kept from. */
    public CondaTable conda() {
        return tables.conda();
    }

    /** The packages by which conda's words name a CUDA, {@code pytorch-cuda}. */
    public Set<String> cudaSelectors() {
        return cudaSelectors;
    }

    public Drivers drivers() {
        return drivers;
    }

    public CudnnSupport cudnn() {
        return cudnn;
    }
}
