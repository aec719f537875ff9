package io.lamplighter.cli.catalog.probe;

import io.lamplighter.api.manifest.BuildName;
import io.lamplighter.cli.catalog.CatalogDirectory;
import io.lamplighter.cli.catalog.page.AnyPages;
import io.lamplighter.cli.catalog.page.Pages;
import io.lamplighter.cli.catalog.rows.CatalogRows;
import io.lamplighter.cli.catalog.wheel.WheelName;
import io.lamplighter.cli.exit.ExitStatus;
import io.lamplighter.cli.exit.LampException;
import io.lamplighter.cli.output.FormatOption;
import io.lamplighter.cli.output.Screen;
import io.lamplighter.planner.catalog.Catalog;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reads a source's pages and says where it and the catalog differ. */
@Command(
        name = "probe",
        description = {
            "Reads the pages of a source: what it carries, what of that the catalog does not know, and what it lacks.",
            "Ends with 0 when source and catalog agree, with 1 when they differ. Needs no controller."
        })
public final class ProbeCommand implements Callable<Integer> {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?");

    private final Screen screen;
    private final InstantSource clock;

    @Parameters(
            index = "0",
            paramLabel = "SOURCE",
            description =
                    "http, https or file: an index, the root of a PyTorch-style tree, a flat page or a conda channel")
    private String source = "";

    @Option(names = "--type", paramLabel = "TYPE", description = "pypi, pytorch or conda (default: as it looks)")
    private @Nullable SourceKind type;

    @Option(
            names = "--package",
            paramLabel = "NAME",
            description = "what to look for; repeatable (default: torch, torchvision and torchaudio)")
    private List<String> packages = List.of();

    @Option(
            names = "--channel",
            paramLabel = "NAME",
            description =
                    "conda-forge, pytorch or nvidia: the channel that a conda source mirrors (default: as its address"
                            + " ends)")
    private @Nullable String channel;

    @Option(names = "--all", description = "list all that it carries and every difference")
    private boolean all;

    @Option(
            names = "--rows",
            description = {
                "write rows for what the catalog does not know, as far as names and metadata of the wheels say enough, for",
                "`lamp catalog add`; and for the rest why there is none"
            })
    private boolean rows;

    @Option(
            names = "--catalog",
            paramLabel = "DIRECTORY",
            description =
                    "compare with this catalog, files as `lamp catalog get` writes them (default: the one that lamp"
                            + " brings)")
    private @Nullable Path directory;

    @Mixin
    private final FormatOption format = new FormatOption();

    public ProbeCommand(Screen screen, InstantSource clock) {
        this.screen = screen;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        SourceAddress address = SourceAddress.parse(source);
        List<String> named =
                packages.stream().map(ProbeCommand::name).distinct().toList();
        Catalog catalog = directory == null ? Catalog.shipped() : CatalogDirectory.read(directory);
        KnownFiles known =
                new CatalogFiles(catalog, Channels.of(address, channel).orElse(null));

        Pages pages = new AnyPages();
        Carried carried = new SourceSearch(pages, builds(known)).find(address, type, named.isEmpty() ? null : named);
        ProbeReport report = ProbeReport.of(address, carried, known);

        if (rows) {
            print(new RowsOfSource(pages, catalog, clock).of(address, carried, known));
        } else {
            print(report);
        }
        return (report.agrees() ? ExitStatus.DONE : ExitStatus.NO).code();
    }

    private void print(CatalogRows found) {
        switch (format.format()) {
            case TABLE, YAML -> screen.yaml(found);
            case JSON -> screen.json(found);
        }
    }

    private void print(ProbeReport report) {
        switch (format.format()) {
            case TABLE -> new ProbeScreen(screen, all).print(report);
            case JSON -> screen.json(report);
            case YAML -> screen.yaml(report);
        }
    }

    private static List<BuildName> builds(KnownFiles known) {
        return known.of("torch", SourceKind.PYTORCH).stream()
                .flatMap(file -> Stream.ofNullable(file.build()))
                .distinct()
                .toList();
    }

    private static String name(String given) {
        if (!NAME.matcher(given).matches()) {
            throw LampException.badInput("\"" + given + "\" is no package's name", "name one like torchvision");
        }
        return WheelName.normalized(given);
    }
}
