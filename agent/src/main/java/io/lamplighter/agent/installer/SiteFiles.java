package io.lamplighter.agent.installer;

import io.lamplighter.agent.durable.FileTrees;
import io.lamplighter.agent.layout.Layout;
import io.lamplighter.agent.network.SiteCache;
import io.lamplighter.agent.process.CommandWatch;
import io.lamplighter.api.lock.LockedFile;
import io.lamplighter.api.lock.LockedPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Files that are gone from their sources, as the site's cache has them, where those that build can read them. */
record SiteFiles(Layout layout, SiteCache cache, CommandWatch watch) {
    /** Where they are; for one installation. */
    Path folder() {
        return layout.given().resolve("site");
    }

    /** One file of each package, in this folder; packages of which the site has none are not in it. */
    Map<LockedPackage, Path> take(Collection<LockedPackage> packages) throws IOException, InterruptedException {
        FileTrees.delete(folder());
        Map<LockedPackage, Path> taken = new LinkedHashMap<>();
        if (cache.isSet()) {
            Files.createDirectories(folder());
            for (LockedPackage each : packages) {
                take(each).ifPresent(file -> taken.put(each, file));
            }
        }
        return taken;
    }

    private Optional<Path> take(LockedPackage each) throws InterruptedException {
        for (LockedFile wanted : each.files()) {
            Path file = folder().resolve(ExplicitList.nameInCache(wanted));
            try {
                cache.take(wanted.sha256(), file);
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
                return Optional.of(file);
            } catch (IOException e) {
                watch.line("The site's cache has no " + wanted.name() + ": " + e.getMessage());
            }
        }
        return Optional.empty();
    }

    /** What people should know of one. */
    static String remark(Path file) {
        return file.getFileName() + " is gone from its source: it is taken from the site's cache";
    }

    void remove() throws IOException {
        FileTrees.delete(folder());
    }
}
