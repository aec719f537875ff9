package io.lamplighter.cli.catalog.probe;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import io.lamplighter.versions.pep440.Pep440Version;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One package at a source beside what the catalog knows of it there; pure. */
final class Comparison {
    private static final int NAMED_RELEASES = 8;

    private final String name;
    private final SourceKind kind;
    private final List<CarriedFile> carried;
    private final List<KnownFile> known;
    private final Map<Pep440Version, List<CarriedFile>> carriedByRelease;
    private final Map<Pep440Version, List<KnownFile>> knownByRelease;

    private Comparison(String name, SourceKind kind, List<CarriedFile> carried, List<KnownFile> known) {
        this.name = name;
        this.kind = kind;
        this.carried = carried;
        this.known = known;
        this.carriedByRelease = carried.stream().collect(groupingBy(CarriedFile::release));
        this.knownByRelease = known.stream().collect(groupingBy(KnownFile::release));
    }

    static PackageReport of(String name, SourceKind kind, List<CarriedFile> carried, List<KnownFile> known) {
        return new Comparison(name, kind, carried, known).report();
    }

    /** What is carried within the catalog's bounds and not known to it. */
    static List<CarriedFile> unknown(String name, SourceKind kind, List<CarriedFile> carried, List<KnownFile> known) {
        CatalogBounds bounds = known.isEmpty() ? null : CatalogBounds.of(known);
        Comparison comparison = new Comparison(name, kind, carried, known);
        return carried.stream()
                .filter(file -> bounds == null || bounds.beyond(file).isEmpty())
                .filter(Predicate.not(comparison::isKnown))
                .toList();
    }

    private PackageReport report() {
        Map<String, List<CarriedFile>> beyond = new LinkedHashMap<>();
        List<CarriedFile> unknown = new ArrayList<>();
        CatalogBounds bounds = known.isEmpty() ? null : CatalogBounds.of(known);
        for (CarriedFile file : carried) {
            Optional<String> bound = bounds == null ? Optional.empty() : bounds.beyond(file);
            if (bound.isPresent()) {
                beyond.computeIfAbsent(bound.get(), _ -> new ArrayList<>()).add(file);
            } else if (!isKnown(file)) {
                unknown.add(file);
            }
        }
        List<KnownFile> lacking =
                known.stream().filter(Predicate.not(this::isCarried)).toList();
        return new PackageReport(
                name,
                newest(carried.stream().map(CarriedFile::release))
                        .map(Pep440Version::normalized)
                        .orElse(null),
                Row.of(carried),
                Row.of(unknown),
                Row.of(lacking.stream().map(this::asCarried).toList()),
                verdicts(lacking),
                beyond.entrySet().stream()
                        .map(bound -> bound.getKey() + ": " + releases(bound.getValue()))
                        .toList());
    }

    /** A default index has one file where a tree has one a build: a labelled one there is news. */
    private boolean isKnown(CarriedFile file) {
        return !(kind == SourceKind.PYPI && file.build() != null)
                && knownByRelease.getOrDefault(file.release(), List.of()).stream()
                        .anyMatch(one -> one.is(file));
    }

    private boolean isCarried(KnownFile file) {
        return carriedByRelease.getOrDefault(file.release(), List.of()).stream().anyMatch(file::is);
    }

    private List<String> verdicts(List<KnownFile> lacking) {
        if (known.isEmpty()) {
            return List.of("the catalog knows no " + name + " at a source of type " + kind
                    + (kind == SourceKind.CONDA ? " of this name; a mirror's is told by --channel" : ""));
        }
        if (carried.isEmpty()) {
            return List.of("it has no " + name + " at all");
        }
        return Stream.of(
                        stale(),
                        missing(lacking, KnownFile::build, CarriedFile::build).map(none -> "partial: no " + none),
                        missing(lacking, KnownFile::platform, CarriedFile::platform)
                                .map(none -> "partial: nothing for " + none))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<String> stale() {
        Optional<Pep440Version> here = newest(carried.stream().map(CarriedFile::release));
        Optional<Pep440Version> there = newest(known.stream().map(KnownFile::release));
        return there.filter(newest -> here.isPresent() && here.get().compareTo(newest) < 0)
                .map(newest ->
                        "stale: its newest " + name + " is " + here.orElseThrow() + ", the catalog knows " + newest);
    }

    /** What no file at all has, of what the catalog names. */
    private <T> Optional<String> missing(
            List<KnownFile> lacking,
            Function<KnownFile, @Nullable T> ofKnown,
            Function<CarriedFile, @Nullable T> ofCarried) {
        Set<T> present = carried.stream()
                .flatMap(file -> Stream.ofNullable(ofCarried.apply(file)))
                .collect(Collectors.toSet());
        String none = lacking.stream()
                .flatMap(file -> Stream.ofNullable(ofKnown.apply(file)))
                .filter(Predicate.not(present::contains))
                .map(String::valueOf)
                .distinct()
                .sorted()
                .collect(joining(", "));
        return none.isEmpty() ? Optional.empty() : Optional.of(none);
    }

    private CarriedFile asCarried(KnownFile file) {
        return new CarriedFile(name, file.release(), file.build(), file.platform(), file.python(), false);
    }

    private static Optional<Pep440Version> newest(Stream<Pep440Version> releases) {
        return releases.filter(release -> !release.isPreRelease()).max(Comparator.naturalOrder());
    }

    private static String releases(List<CarriedFile> files) {
        List<String> releases = files.stream()
                .map(CarriedFile::release)
                .distinct()
                .sorted(Comparator.reverseOrder())
                .map(Pep440Version::normalized)
                .toList();
        return releases.size() > NAMED_RELEASES
                ? releases.size() + " releases from " + releases.getLast() + " to " + releases.getFirst()
                : String.join(" ", releases);
    }
}
