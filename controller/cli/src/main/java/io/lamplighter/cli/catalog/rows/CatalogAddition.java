package io.lamplighter.cli.catalog.rows;

import static java.util.stream.Collectors.joining;

import io.lamplighter.versions.pep440.Pep440Version;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;

/** Puts rows into the texts of a catalog; whether it is whole then is for others to say. */
record CatalogAddition(CatalogRows rows) {
    private static final String TORCH = "torch.yaml";
    private static final String COMPANIONS = "companions.yaml";
    private static final String RELEASES = "releases";

    /** The same texts with the rows in them. */
    Map<String, String> to(Map<String, String> texts) {
        Map<String, String> added = new HashMap<>(texts);
        if (!rows.torch().releases().isEmpty()) {
            added.put(TORCH, torch(new TableText(TORCH, Objects.requireNonNull(texts.get(TORCH)))));
        }
        if (!rows.companions().releases().isEmpty()) {
            added.put(COMPANIONS, companions(new TableText(COMPANIONS, Objects.requireNonNull(texts.get(COMPANIONS)))));
        }
        return added;
    }

    private String torch(TableText table) {
        rows.sources().forEach(table::addSource);
        rows.torch().tags().forEach(tag -> table.addFirst("tags", List.of(RowText.of(tag))));
        rows.torch().releases().forEach(release -> add(release, table));
        rows.torch().builds().reversed().forEach(build -> table.addFirst("builds", List.of(RowText.of(build))));
        return table.text();
    }

    private static void add(CatalogRows.Release release, TableText table) {
        if (find(release, table).isEmpty()) {
            Pep440Version version = Pep440Version.parse(release.version());
            table.addBefore(
                    row -> Pep440Version.parse(TableText.value(row, "version")).compareTo(version) < 0,
                    RELEASES,
                    whole(release));
            return;
        }
        release.index()
                .reversed()
                .forEach(row -> table.addInto(find(release, table).orElseThrow(), "index", List.of(RowText.of(row))));
        release.tree().reversed().forEach(row -> {
            MappingNode there = find(release, table).orElseThrow();
            if (TableText.find(there, "tree").isPresent()) {
                table.addInto(there, "tree", List.of(RowText.of(row)));
            } else {
                table.addListBehind(there, "index", "tree", List.of(RowText.of(row)));
            }
        });
    }

    private static Optional<MappingNode> find(CatalogRows.Release release, TableText table) {
        return table.rows(RELEASES)
                .filter(row -> TableText.value(row, "version").equals(release.version()))
                .findFirst();
    }

    private static List<String> whole(CatalogRows.Release release) {
        List<String> lines = new ArrayList<>();
        lines.add("version: " + RowText.quoted(release.version()));
        lines.add(release.index().isEmpty() ? "index: []" : "index:");
        release.index().forEach(row -> lines.add("- " + RowText.of(row)));
        if (!release.tree().isEmpty()) {
            lines.add("tree:");
            release.tree().forEach(row -> lines.add("- " + RowText.of(row)));
        }
        return lines;
    }

    private String companions(TableText table) {
        rows.sources().forEach(table::addSource);
        rows.companions().releases().reversed().forEach(row -> {
            boolean first = table.rows(RELEASES).noneMatch(there -> isOf(there, row));
            table.addBefore(there -> first || isOf(there, row), RELEASES, List.of(RowText.of(row)));
        });
        return table.text();
    }

    private static boolean isOf(MappingNode there, CatalogRows.Companion row) {
        return TableText.value(there, "name").equals(row.name());
    }

    /** For people: {@code torch 2.16.0, torchvision 0.30.0}. */
    String summary() {
        List<String> names = new ArrayList<>();
        rows.torch().releases().forEach(release -> names.add("torch " + release.version()));
        rows.companions().releases().forEach(release -> names.add(release.name() + " " + release.version()));
        return names.stream().collect(joining(", "));
    }
}
