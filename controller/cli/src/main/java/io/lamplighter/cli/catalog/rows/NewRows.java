package io.lamplighter.cli.catalog.rows;

import io.lamplighter.cli.catalog.wheel.PythonTag;
import io.lamplighter.planner.catalog.Catalog;
import io.lamplighter.planner.catalog.PythonSeries;
import io.lamplighter.planner.catalog.TorchBuild;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Rows for wheels that say enough of themselves; pure. */
public final class NewRows {
    private static final String TORCH = "torch";

    private final Catalog catalog;
    private final String source;

    /**
     * Rows beside a catalog.
     *
     * @param source the short name of their source
     */
    public NewRows(Catalog catalog, String source) {
        this.catalog = catalog;
        this.source = source;
    }

    static boolean isTorch(NewWheel wheel) {
        return wheel.name().name().equals(TORCH);
    }

    /**
     * Makes them.
     *
     * @param sentence what the short name of their source stands for
     */
    public CatalogRows of(List<Evidence> evidence, String sentence) {
        List<CatalogRows.NoRow> noRow = new ArrayList<>();
        List<Evidence.Claimed> torches = new ArrayList<>();
        List<Evidence.Claimed> companions = new ArrayList<>();
        TorchObjections torchObjections = new TorchObjections(catalog);
        for (Evidence each : evidence) {
            switch (each) {
                case Evidence.Unread(NewWheel wheel, String why) -> noRow.add(noRow(wheel, why));
                case Evidence.Claimed claimed
                when isTorch(claimed.wheel()) ->
                    torchObjections
                            .find(claimed)
                            .ifPresentOrElse(why -> noRow.add(noRow(claimed.wheel(), why)), () -> torches.add(claimed));
                case Evidence.Claimed claimed -> companions.add(claimed);
            }
        }
        Set<String> releases = new HashSet<>();
        torches.forEach(claimed -> releases.add(claimed.wheel().release()));
        CompanionObjections objections = new CompanionObjections(catalog, releases);
        List<Evidence.Claimed> pairs = companions.stream()
                .filter(claimed -> objections
                        .find(claimed)
                        .map(why -> !noRow.add(noRow(claimed.wheel(), why)))
                        .orElse(true))
                .toList();
        Pythons pythons = new Pythons(newestMinor(torches));
        return new CatalogRows(
                torches.isEmpty() && pairs.isEmpty() ? Map.of() : Map.of(source, sentence),
                new TorchRows(catalog, source, pythons).of(torches),
                new CatalogRows.Companions(new CompanionRows(source, pythons).of(pairs)),
                noRow);
    }

    private static CatalogRows.NoRow noRow(NewWheel wheel, String why) {
        return new CatalogRows.NoRow(wheel.file().name(), why);
    }

    /** What is for a Python and those after it is taken for those that torch is known to have files for. */
    private int newestMinor(List<Evidence.Claimed> torches) {
        Stream<Integer> known = Catalog.PLATFORMS.stream()
                .flatMap(platform -> catalog.builds(platform).stream())
                .map(TorchBuild::pythons)
                .flatMap(Collection::stream)
                .map(PythonSeries::minor);
        Stream<Integer> found = torches.stream()
                .flatMap(claimed -> claimed.wheel().name().pythons().stream())
                .map(PythonTag::minor);
        return Stream.concat(known, found).max(Integer::compare).orElseThrow();
    }

    /** Python tags in the words of the catalog, which has no free-threaded ones. */
    record Pythons(int newestMinor) {
        List<String> of(Collection<Evidence.Claimed> files) {
            return files.stream()
                    .flatMap(claimed -> claimed.wheel().name().pythons().stream())
                    .flatMapToInt(this::minors)
                    .distinct()
                    .sorted()
                    .mapToObj(minor -> "3." + minor)
                    .toList();
        }

        private IntStream minors(PythonTag tag) {
            return switch (tag.kind()) {
                case EXACT -> IntStream.of(tag.minor());
                case AND_NEWER -> IntStream.rangeClosed(tag.minor(), newestMinor);
                case FREE_THREADED -> IntStream.empty();
            };
        }
    }
}
