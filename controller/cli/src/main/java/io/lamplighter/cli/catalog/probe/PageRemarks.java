package io.lamplighter.cli.catalog.probe;

import static java.util.stream.Collectors.joining;

import io.lamplighter.api.index.ListedFile;
import io.lamplighter.cli.catalog.wheel.WheelName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an operator should know of a source's pages besides which files they list. */
final class PageRemarks {
    private final List<PackagePage> pages;
    private final List<ListedWheel> wheels;

    private PageRemarks(List<PackagePage> pages, List<String> packages) {
        this.pages = pages;
        this.wheels = pages.stream()
                .flatMap(page -> packages.stream().flatMap(name -> page.wheels(name).stream()))
                .toList();
    }

    private record Withdrawn(String name, String why) {}

    static List<String> of(SourceAddress source, List<PackagePage> pages, List<String> packages) {
        PageRemarks remarks = new PageRemarks(pages, packages);
        List<String> all = new ArrayList<>();
        all.addAll(remarks.redirected());
        all.addAll(remarks.flatBranches(source));
        all.addAll(remarks.otherHosts(source));
        all.addAll(remarks.otherBuilds());
        all.addAll(remarks.yanked());
        all.addAll(remarks.proof());
        all.addAll(remarks.notWheels());
        pages.stream().flatMap(page -> page.listing().oddities().stream()).forEach(all::add);
        return List.copyOf(new LinkedHashSet<>(all));
    }

    private List<String> redirected() {
        return pages.stream()
                .filter(page ->
                        !host(page.asked().getHost()).equals(host(page.address().getHost())))
                .map(page -> "asking " + host(page.asked().getHost()) + " ends at "
                        + host(page.address().getHost()) + ": it redirects")
                .toList();
    }

    private List<String> flatBranches(SourceAddress source) {
        return pages.stream()
                .filter(page -> page.branch() != null && page.asked().equals(source.under(page.branch() + "/")))
                .map(page -> page.branch() + " is one page of files: installers take it as find-links, not as an index")
                .toList();
    }

    /**
     * A mirror that copies pages and leaves absolute links alone sends every client on to where it copied them from.
     */
    private List<String> otherHosts(SourceAddress source) {
        String own = host(source.uri().getHost());
        Map<String, Integer> counts = new TreeMap<>();
        wheels.forEach(wheel -> counts.merge(host(wheel.file().address().getHost()), 1, Integer::sum));
        counts.remove(own);
        return counts.entrySet().stream()
                .map(host -> host.getValue() + " of " + wheels.size() + " files are fetched from " + host.getKey()
                        + ", not from " + own)
                .toList();
    }

    private List<String> otherBuilds() {
        Map<String, Integer> counts = new TreeMap<>();
        wheels.stream()
                .filter(ListedWheel::isOfAnotherKind)
                .forEach(wheel -> counts.merge(String.valueOf(wheel.label()), 1, Integer::sum));
        return counts.isEmpty()
                ? List.of()
                : List.of("builds that are not planned for: "
                        + counts.entrySet().stream()
                                .map(build -> build.getKey() + " (" + build.getValue() + ")")
                                .collect(joining(", ")));
    }

    private List<String> yanked() {
        Map<Withdrawn, Set<String>> releases = new LinkedHashMap<>();
        wheels.forEach(wheel -> {
            String why = wheel.file().yanked();
            if (why != null) {
                releases.computeIfAbsent(new Withdrawn(wheel.name().name(), why), _ -> new LinkedHashSet<>())
                        .add(wheel.name().version().toString());
            }
        });
        return releases.entrySet().stream()
                .map(entry -> "yanked: " + entry.getKey().name() + " " + String.join(" ", entry.getValue())
                        + (entry.getKey().why().isEmpty()
                                ? ""
                                : " (" + entry.getKey().why() + ")"))
                .toList();
    }

    private List<String> proof() {
        long withoutHash =
                wheels.stream().filter(wheel -> wheel.file().sha256() == null).count();
        long withMetadata =
                wheels.stream().filter(wheel -> wheel.file().metadata() != null).count();
        return Stream.concat(
                        withoutHash == 0
                                ? Stream.empty()
                                : Stream.of(withoutHash + " of " + wheels.size() + " files come without a SHA-256"),
                        Stream.of(withMetadata + " of " + wheels.size() + " files let their metadata be read alone"))
                .filter(_ -> !wheels.isEmpty())
                .toList();
    }

    private List<String> notWheels() {
        List<String> others = pages.stream()
                .flatMap(page -> page.files().stream())
                .map(ListedFile::name)
                .filter(name -> name.endsWith(".whl"))
                .filter(name -> WheelName.find(name).isEmpty())
                .distinct()
                .toList();
        return others.stream()
                .map(name -> "the name of " + name + " cannot be read")
                .toList();
    }

    private static String host(@Nullable String host) {
        return host == null ? "this machine" : host;
    }
}
