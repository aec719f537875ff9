package io.lamplighter.agent.installer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lamplighter.agent.durable.DurableFiles;
import io.lamplighter.agent.durable.FileTrees;
import io.lamplighter.agent.failure.FailureException;
import io.lamplighter.agent.layout.Layout;
import io.lamplighter.agent.network.Network;
import io.lamplighter.agent.network.Passage;
import io.lamplighter.agent.process.CommandWatch;
import io.lamplighter.api.lock.LockedFile;
import io.lamplighter.api.lock.LockedPackage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Packages of a lock through uv, each from its own index. What is gone from there is taken from what uv kept of it:
 * that was compared with its digest when it was fetched, and its files are compared with their record before they are
 * used.
 */
record LockedInstallation(
        Layout layout,
        InstallerProcess process,
        UvCommands uv,
        Network network,
        SourceAddresses addresses,
        CommandWatch watch) {
    private static final String SCRIPT = "kept-wheels.py";
    private static final String MADE = "made ";

    /**
     * Installs them.
     *
     * @return what people should know of them, a sentence each
     */
    List<String> install(Path generation, List<LockedPackage> packages)
            throws FailureException, IOException, InterruptedException {
        List<String> remarks = new ArrayList<>();
        for (var group : addresses.byIndex(packages).entrySet()) {
            remarks.addAll(install(generation, group.getKey(), group.getValue()));
        }
        return remarks;
    }

    private List<String> install(Path generation, Optional<PackageIndex> index, List<LockedPackage> packages)
            throws FailureException, IOException, InterruptedException {
        try {
            return fromIndex(generation, index, packages);
        } catch (FailureException failed) {
            List<LockedPackage> gone = new FilesAtSources(network, addresses).gone(failed, packages);
            if (gone.isEmpty()) {
                throw failed;
            }
            List<String> remarks = new ArrayList<>(fromCache(generation, gone, failed));
            List<LockedPackage> there =
                    packages.stream().filter(each -> !gone.contains(each)).toList();
            remarks.addAll(there.isEmpty() ? List.of() : fromIndex(generation, index, there));
            return remarks;
        }
    }

    private List<String> fromIndex(Path generation, Optional<PackageIndex> index, List<LockedPackage> packages)
            throws FailureException, IOException, InterruptedException {
        Path requirements = give("requirements.txt", HashedRequirements.of(packages));
        Passage passage = network.to(
                addresses.behind(packages.stream().map(LockedPackage::from).toList()));
        return WithdrawnReleases.in(process.run(uv.install(generation, requirements, index, passage), watch));
    }

    private List<String> fromCache(Path generation, List<LockedPackage> gone, FailureException failed)
            throws FailureException, IOException, InterruptedException {
        Path folder = layout.temporary().resolve("kept");
        FileTrees.delete(folder);
        List<LockedFile> files =
                gone.stream().flatMap(each -> each.files().stream()).toList();
        Set<String> made = process.run(uv.remake(generation, script(), folder, files), watch)
                .lines()
                .filter(line -> line.startsWith(MADE))
                .map(line -> line.substring(MADE.length()))
                .collect(Collectors.toSet());
        List<LockedPackage> notKept = gone.stream()
                .filter(each -> each.files().stream().map(LockedFile::name).noneMatch(made::contains))
                .toList();
        SiteFiles site = new SiteFiles(layout, network.siteCache(), watch);
        Map<LockedPackage, Path> taken = site.take(notKept);
        FilesAtSources.requireAll(notKept, taken.keySet(), failed.log());
        Path requirements = give(
                "requirements.txt",
                gone.stream()
                        .map(each -> each.name() + "==" + each.version() + "\n")
                        .collect(Collectors.joining()));
        List<Path> folders =
                Stream.of(folder, site.folder()).filter(Files::exists).toList();
        process.run(uv.installKept(generation, requirements, folders), watch);
        site.remove();
        FileTrees.delete(folder);
        FileTrees.delete(uv.cacheOfKept());
        return Stream.concat(
                        made.stream()
                                .sorted()
                                .map(name -> name + " is gone from its source: it is taken from this machine's cache"),
                        taken.values().stream().map(SiteFiles::remark))
                .toList();
    }

    private Path script() throws IOException {
        try (InputStream script = Objects.requireNonNull(LockedInstallation.class.getResourceAsStream(SCRIPT))) {
            return give(SCRIPT, new String(script.readAllBytes(), UTF_8));
        }
    }

    private Path give(String name, String content) throws IOException {
        Path file = layout.given().resolve(name);
        DurableFiles.replace(file, content.getBytes(UTF_8));
        return file;
    }
}
