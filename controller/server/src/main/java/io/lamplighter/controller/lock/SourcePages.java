package io.lamplighter.controller.lock;

import io.lamplighter.api.index.ListedFile;
import io.lamplighter.api.index.Listing;
import io.lamplighter.api.lock.Lock;
import io.lamplighter.api.lock.LockedFile;
import io.lamplighter.api.lock.LockedPackage;
import io.lamplighter.api.manifest.Environment.Installer;
import io.lamplighter.api.plan.AvailableSource;
import io.lamplighter.api.plan.BuiltInSources;
import io.lamplighter.api.plan.Candidate.Placement;
import io.lamplighter.controller.lock.SourceClient.Page;
import io.lamplighter.controller.problem.CallerMistake.SourceUnreachable;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Compares the files of a lock with what their sources say themselves: a machine's word is not enough for others. */
@Singleton
final class SourcePages {
    private static final Logger LOG = Logger.getLogger(SourcePages.class);

    private final SourceClient client;

    SourcePages(SourceClient client) {
        this.client = client;
    }

    /**
     * Where the lock says something else than the sources, a sentence each.
     *
     * @param sources of the machine that made the lock
     * @throws SourceUnreachable when a source cannot be asked
     */
    List<String> problems(Lock lock, List<AvailableSource> sources) throws InterruptedException {
        Map<Page, List<LockedPackage>> pages = lock.stages().stream()
                .filter(stage -> stage.installer() == Installer.PIP)
                .flatMap(stage -> stage.packages().stream())
                .collect(Collectors.groupingBy(each -> page(each, sources)));
        List<Future<List<String>>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            pages.forEach((page, packages) -> answers.add(threads.submit(() -> compare(page, packages))));
        }
        List<String> problems = new ArrayList<>();
        for (Future<List<String>> answer : answers) {
            problems.addAll(found(answer));
        }
        return problems;
    }

    private static List<String> found(Future<List<String>> answer) throws InterruptedException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException unreachable) {
                throw new SourceUnreachable(String.valueOf(unreachable.getMessage()));
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private List<String> compare(Page page, List<LockedPackage> packages) throws IOException, InterruptedException {
        Optional<Listing> answer = client.read(page);
        Map<String, ListedFile> listed = new TreeMap<>();
        answer.ifPresent(found -> found.files().forEach(file -> listed.put(file.name(), file)));
        return packages.stream()
                .flatMap(each -> each.files().stream())
                .flatMap(file ->
                        compare(file, listed.get(file.name()), page.addresses().getFirst()).stream())
                .toList();
    }

    private static Optional<String> compare(LockedFile file, @Nullable ListedFile listed, String address) {
        if (listed == null) {
            return Optional.of(file.name() + " is not listed at " + address);
        }
        if (listed.sha256() == null) {
            LOG.warnf("%s tells no hash of %s: a machine's word is all there is", address, file.name());
            return Optional.empty();
        }
        return listed.sha256().equalsIgnoreCase(file.sha256().hex())
                ? Optional.empty()
                : Optional.of(file.name() + " has SHA-256 " + listed.sha256() + " at " + address + ", and "
                        + file.sha256() + " in the lock");
    }

    /** Of the page that lists a package: where the machine finds it, and then the fallbacks. */
    private static Page page(LockedPackage each, List<AvailableSource> sources) {
        Placement from = each.from();
        AvailableSource source = sources.stream()
                .filter(known -> known.name().equals(from.source()))
                .findFirst()
                .orElseThrow(() -> new SourceUnreachable("the machine has no source \"" + from.source() + "\""));
        List<String> roots = source.addresses().isEmpty() ? List.of(BuiltInSources.defaultIndex()) : source.addresses();
        List<String> addresses =
                roots.stream().map(root -> from.listing(root, each.name())).toList();
        return new Page(addresses, source.proxy());
    }
}
