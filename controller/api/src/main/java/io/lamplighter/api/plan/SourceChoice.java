package io.lamplighter.api.plan;

import io.lamplighter.api.manifest.IndexUrl;
import io.lamplighter.api.manifest.Labels;
import io.lamplighter.api.manifest.Selector;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.name.SourceName;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/** Which source a machine gets where an environment names one; the same with a controller and without. */
public final class SourceChoice {
    private SourceChoice() {}

    /**
     * A stand-in whose selector covers the machine comes first, of several the one that says most, then by name; then
     * the source of that name, then the built-in one.
     *
     * @param sources all that were applied
     * @param labels of the machine, as operators gave them
     * @return empty when nothing has that name
     */
    public static Optional<AvailableSource> of(
            SourceName name, Collection<Source> sources, Map<String, String> labels) {
        Labels given = new Labels(labels, Map.of());
        return sources.stream()
                .filter(source -> name.equals(source.spec().replaces()))
                .filter(source -> source.spec().machines().of(given) == Selector.Answer.YES)
                .min(Comparator.comparingInt(
                                (Source source) -> -source.spec().selector().size())
                        .thenComparing(Source::name))
                .or(() -> sources.stream()
                        .filter(source -> source.name().equals(name))
                        .findFirst())
                .map(source -> as(name, source))
                .or(() -> BuiltInSources.find(name));
    }

    private static AvailableSource as(SourceName name, Source source) {
        return new AvailableSource(
                name,
                source.spec().type(),
                source.spec().url().text(),
                source.spec().fallbacks().stream().map(IndexUrl::text).toList(),
                source.spec().proxy(),
                source.spec().credential(),
                source.spec().builds(),
                source.spec().packages());
    }
}
