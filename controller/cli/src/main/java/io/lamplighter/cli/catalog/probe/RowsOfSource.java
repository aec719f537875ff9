package io.lamplighter.cli.catalog.probe;

import io.lamplighter.cli.catalog.page.Pages;
import io.lamplighter.cli.catalog.page.PartialFiles;
import io.lamplighter.cli.catalog.rows.CatalogRows;
import io.lamplighter.cli.catalog.rows.Evidence;
import io.lamplighter.cli.catalog.rows.NewRows;
import io.lamplighter.cli.catalog.rows.WheelWitness;
import io.lamplighter.cli.exit.LampException;
import io.lamplighter.planner.catalog.Catalog;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/** Asks the wheels that the catalog does not know what they are. */
record RowsOfSource(Pages pages, Catalog catalog, InstantSource clock) {
    CatalogRows of(SourceAddress address, Carried carried, KnownFiles known) {
        if (carried.kind() == SourceKind.CONDA) {
            throw LampException.badInput(
                    "a channel's list does not say enough for rows", "write those of conda.yaml by hand");
        }
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        WheelWitness witness = new WheelWitness(pages, new PartialFiles());
        List<Evidence> evidence =
                NewWheels.of(carried, known).stream().map(witness::hear).toList();
        return new NewRows(catalog, "probe-" + host(address) + "-" + today)
                .of(evidence, address + ", its pages and the metadata of its wheels, read " + today);
    }

    private static String host(SourceAddress address) {
        String host = address.uri().getHost();
        return host == null
                ? "disk"
                : host.toLowerCase(Locale.ROOT).replace(':', '-').replaceAll("[\\[\\]]", "");
    }
}
