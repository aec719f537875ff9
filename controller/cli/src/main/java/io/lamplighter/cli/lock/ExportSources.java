package io.lamplighter.cli.lock;

import io.lamplighter.api.lock.LockedPackage;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.name.SourceName;
import io.lamplighter.api.plan.AvailableSource;
import io.lamplighter.api.plan.BuiltInSources;
import io.lamplighter.api.plan.Candidate.Placement;
import io.lamplighter.api.plan.SourceChoice;
import io.lamplighter.cli.exit.LampException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Where the sources are that a lock only names: a lock serves machines of every site, what is made of it one place.
 *
 * @param sources all that were applied
 * @param labels of the machine for which it is written; none where it is for any
 */
record ExportSources(Collection<Source> sources, Map<String, String> labels) {
    ExportSources {
        sources = List.copyOf(sources);
        labels = Map.copyOf(labels);
    }

    /** The address of a package's index, tree branch, flat page or channel. */
    String address(Placement from) {
        return from.under(root(from.source()));
    }

    /** The address of the page that lists a package's files. */
    String listing(LockedPackage each) {
        return each.from().listing(root(each.from().source()), each.name());
    }

    /** Whether it is the index that pip and uv ask where nothing is said. */
    boolean isDefaultIndex(Placement from) {
        return address(from).equals(BuiltInSources.defaultIndex());
    }

    /** The names of those that want a secret, which no file should hold. */
    List<SourceName> guarded(Collection<Placement> placements) {
        return placements.stream()
                .map(Placement::source)
                .distinct()
                .filter(name -> find(name).credential() != null)
                .toList();
    }

    private String root(SourceName name) {
        return Objects.requireNonNullElseGet(find(name).url(), BuiltInSources::defaultIndex);
    }

    private AvailableSource find(SourceName name) {
        return SourceChoice.of(name, sources, labels)
                .orElseThrow(() -> LampException.badInput(
                        "the lock names the source " + name + ", and there is none (any more)",
                        "lamp get source lists those there are; with --machine, those of that machine count"));
    }
}
