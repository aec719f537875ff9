package io.lamplighter.cli.catalog.probe;

import io.lamplighter.api.manifest.BuildName;
import io.lamplighter.cli.catalog.wheel.PythonTag;
import io.lamplighter.cli.catalog.wheel.TargetPlatform;
import io.lamplighter.versions.pep440.Pep440Version;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Knows what a test tells it. */
final class FakeKnownFiles implements KnownFiles {
    private final Map<String, List<KnownFile>> files = new HashMap<>();

    /** Tells of a release for Linux x86_64; without Pythons, the catalog says neither platform nor Python. */
    FakeKnownFiles knows(String name, SourceKind kind, String release, @Nullable String build, int... minors) {
        List<KnownFile> known = files.computeIfAbsent(name + kind, _ -> new ArrayList<>());
        BuildName named = build == null ? null : new BuildName(build);
        for (int minor : minors) {
            known.add(new KnownFile(
                    Pep440Version.parse(release), named, TargetPlatform.LINUX_X86_64, PythonTag.exactly(minor)));
        }
        if (minors.length == 0) {
            known.add(new KnownFile(Pep440Version.parse(release), named, null, null));
        }
        return this;
    }

    @Override
    public List<KnownFile> of(String packageName, SourceKind kind) {
        return files.getOrDefault(packageName + kind, List.of());
    }
}
