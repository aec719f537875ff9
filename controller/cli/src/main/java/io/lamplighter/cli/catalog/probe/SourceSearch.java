package io.lamplighter.cli.catalog.probe;

import io.lamplighter.api.manifest.BuildName;
import io.lamplighter.cli.catalog.page.Pages;
import io.lamplighter.cli.exit.ExitStatus;
import io.lamplighter.cli.exit.LampException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds out what form a source has by asking for what each form would have, the smallest pages first. */
final class SourceSearch {
    private final SourceReader index;
    private final SourceReader tree;
    private final SourceReader flat;
    private final SourceReader channel;

    /** @param known builds that a tree may have without saying so */
    SourceSearch(Pages pages, List<BuildName> known) {
        ListingReader listings = new ListingReader(pages);
        this.index = new IndexReader(listings);
        this.tree = new TreeReader(listings, known);
        this.flat = new FlatPageReader(listings);
        this.channel = new ChannelReader(pages);
    }

    /**
     * Reads a source.
     *
     * @param kind absent: to be found out
     * @param named absent: those that such a source is asked for
     * @throws LampException when it cannot be read, or has nothing of these packages
     */
    Carried find(SourceAddress source, @Nullable SourceKind kind, @Nullable List<String> named) {
        Optional<Carried> found = switch (kind) {
            case null -> findOut(source, named);
            case PYPI ->
                (source.isPage() ? flatPage(source, named) : indexOrPage(source, named))
                        .map(carried -> carried.as(SourceKind.PYPI));
            case PYTORCH -> treeOrPage(source, named).map(carried -> carried.as(SourceKind.PYTORCH));
            case CONDA -> channel.read(source, packages(SourceKind.CONDA, named));
        };
        return found.orElseThrow(() -> new LampException(
                ExitStatus.SOURCE,
                source + " has no file of " + String.join(", ", packages(kind == null ? SourceKind.PYPI : kind, named)),
                "check the address, and say by --type what it is"));
    }

    private Optional<Carried> findOut(SourceAddress source, @Nullable List<String> named) {
        if (source.isPage()) {
            return flatPage(source, named);
        }
        Optional<Carried> asIndex = index.read(source, packages(SourceKind.PYPI, named));
        if (asIndex.isPresent()) {
            return asIndex.get().tellsBuilds()
                    ? tree.read(source, packages(SourceKind.PYTORCH, named)).or(() -> asIndex.map(Carried::byItsFiles))
                    : asIndex;
        }
        return channel.read(source, packages(SourceKind.CONDA, named)).or(() -> treeOrPage(source, named));
    }

    private Optional<Carried> indexOrPage(SourceAddress source, @Nullable List<String> named) {
        return index.read(source, packages(SourceKind.PYPI, named)).or(() -> flatPage(source, named));
    }

    private Optional<Carried> treeOrPage(SourceAddress source, @Nullable List<String> named) {
        return source.isPage()
                ? flatPage(source, named)
                : tree.read(source, packages(SourceKind.PYTORCH, named)).or(() -> flatPage(source, named));
    }

    private Optional<Carried> flatPage(SourceAddress source, @Nullable List<String> named) {
        return flat.read(source, packages(SourceKind.PYPI, named));
    }

    /** On conda channels, PyTorch has its whole name. */
    private static List<String> packages(SourceKind kind, @Nullable List<String> named) {
        if (named == null) {
            return kind.packages();
        }
        return kind == SourceKind.CONDA
                ? named.stream()
                        .map(name -> name.equals("torch") ? "pytorch" : name)
                        .toList()
                : named;
    }
}
