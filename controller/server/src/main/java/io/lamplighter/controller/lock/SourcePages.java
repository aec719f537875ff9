package io.lamplighter.controller.lock;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import io.lamplighter.api.lock.Lock;
import io.lamplighter.api.lock.LockedFile;
import io.lamplighter.api.lock.LockedPackage;
import io.lamplighter.api.lock.LockedStage;
import io.lamplighter.api.manifest.Environment.Installer;
import io.lamplighter.api.name.SourceName;
import io.lamplighter.api.plan.AvailableSource;
import io.lamplighter.api.plan.BuiltInSources;
import io.lamplighter.controller.lock.SourceClient.Page;
import io.lamplighter.controller.problem.CallerMistake.SourceUnreachable;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Compares the files of a lock with what their sources say themselves: a machine's word is not enough for others. */
@Singleton
final class SourcePages {
    private static final Logger LOG = Logger.getLogger(SourcePages.class);

    private final SourceClients clients;

    SourcePages(SourceClients clients) {
        this.clients = clients;
    }

    /**
     * Where the lock says something else than the sources, a sentence each.
     *
     * @param sources of the machine that made the lock
     * @throws SourceUnreachable when a source cannot be asked
     */
    List<String> problems(Lock lock, List<AvailableSource> sources) throws InterruptedException {
        try (SourceClient client = clients.open()) {
            List<Callable<List<String>>> questions = new ArrayList<>();
            packages(lock, Installer.PIP)
                    .collect(groupingBy(each -> page(each, sources)))
                    .forEach((page, packages) -> questions.add(() -> compareWheels(client, page, packages)));
            packages(lock, Installer.CONDA)
                    .flatMap(each -> each.files().stream().map(file -> CondaFile.of(each, file)))
                    .collect(groupingBy(CondaFile::folder))
                    .forEach((folder, files) ->
                            questions.add(() -> compareConda(client, folder.page(sources), folder, files)));
            return answers(questions);
        } catch (IOException e) {
            throw new SourceUnreachable("the authorities of this controller cannot be used: " + e.getMessage());
        }
    }

    private static Stream<LockedPackage> packages(Lock lock, Installer installer) {
        return lock.stages().stream()
                .filter(stage -> stage.installer() == installer)
                .map(LockedStage::packages)
                .flatMap(List::stream);
    }

    private static List<String> answers(List<Callable<List<String>>> questions) throws InterruptedException {
        List<Future<List<String>>> answers;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            answers = threads.invokeAll(questions);
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

    private static List<String> compareWheels(SourceClient client, Page page, List<LockedPackage> packages)
            throws IOException, InterruptedException {
        Map<String, Optional<String>> listed = client.index(page);
        String address = page.addresses().getFirst();
        List<String> problems = new ArrayList<>();
        packages.stream().flatMap(each -> each.files().stream()).forEach(file -> {
            Optional<String> sha256 = listed.get(file.name());
            if (sha256 == null) {
                problems.add(file.name() + " is not listed at " + address);
            } else if (sha256.isEmpty()) {
                LOG.warnf("%s tells no hash of %s: a machine's word is all there is", address, file.name());
            } else {
                difference(file, file.name(), sha256.get(), address).ifPresent(problems::add);
            }
        });
        return problems;
    }

    /** Flat pages of wheels tell no hash, but every channel that is indexed by today's tools does. */
    private static List<String> compareConda(SourceClient client, Page page, CondaFolder folder, List<CondaFile> files)
            throws IOException, InterruptedException {
        Map<String, Optional<String>> listed =
                client.channel(page, files.stream().map(CondaFile::name).collect(toSet()));
        String address = page.addresses().getFirst();
        List<String> problems = new ArrayList<>();
        for (CondaFile each : files) {
            Optional<String> sha256 = listed.get(each.name());
            if (sha256 == null) {
                problems.add(each.name() + " is not listed at " + address);
            } else if (sha256.isEmpty()) {
                problems.add("the channel " + folder.source() + " says no SHA-256 of " + each.name() + " at " + address
                        + ": have it indexed anew, or use a mirror of it that does");
            } else {
                difference(each.file(), each.name(), sha256.get(), address).ifPresent(problems::add);
            }
        }
        return problems;
    }

    private static Optional<String> difference(LockedFile file, String name, String sha256, String address) {
        return sha256.equalsIgnoreCase(file.sha256().hex())
                ? Optional.empty()
                : Optional.of(
                        name + " has SHA-256 " + sha256 + " at " + address + ", and " + file.sha256() + " in the lock");
    }

    /** Of the page that lists a package: where the machine finds it, and then the fallbacks. */
    static Page page(LockedPackage each, List<AvailableSource> sources) {
        AvailableSource source = find(each.from().source(), sources);
        List<String> roots = source.addresses().isEmpty() ? List.of(BuiltInSources.defaultIndex()) : source.addresses();
        return Page.of(
                source,
                roots.stream()
                        .map(root -> each.from().listing(root, each.name()))
                        .toList());
    }

    static AvailableSource find(SourceName name, List<AvailableSource> sources) {
        return sources.stream()
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new SourceUnreachable("the machine has no source \"" + name + "\""));
    }

    /** A folder of a channel, {@code linux-64} or {@code noarch}, which has one list. */
    record CondaFolder(SourceName source, String name) {
        Page page(List<AvailableSource> sources) {
            AvailableSource channel = find(source, sources);
            return Page.of(
                    channel,
                    channel.addresses().stream().map(root -> root + "/" + name).toList());
        }
    }

    /** A file of a channel under its name in its folder's list. */
    private record CondaFile(CondaFolder folder, String name, LockedFile file) {
        static CondaFile of(LockedPackage each, LockedFile file) {
            int slash = file.name().lastIndexOf('/');
            String folder = file.name().substring(0, Math.max(slash, 0));
            return new CondaFile(
                    new CondaFolder(each.from().source(), folder), file.name().substring(slash + 1), file);
        }
    }
}
