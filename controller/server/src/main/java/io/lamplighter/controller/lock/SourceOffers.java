package io.lamplighter.controller.lock;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.api.index.ListedFile;
import io.lamplighter.api.lock.LockedPackage;
import io.lamplighter.api.lock.LockedStage;
import io.lamplighter.api.lock.Platform;
import io.lamplighter.api.manifest.Environment.Installer;
import io.lamplighter.api.plan.AvailableSource;
import io.lamplighter.controller.lock.SourceClient.Page;
import io.lamplighter.controller.lock.SourcePages.CondaFolder;
import io.lamplighter.controller.problem.CallerMistake.SourceUnreachable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What sources list of packages, each page asked for once however many locks have the package. */
final class SourceOffers {
    private final SourceClient client;
    private final Duration patience;
    private final Map<Page, Wanted> wanted = new HashMap<>();
    private final Map<Page, List<Entry>> answers = new HashMap<>();
    private final Map<Page, String> silent = new HashMap<>();

    /** What a page says: of a file of pip, or of a package of a channel. */
    private sealed interface Entry {
        record OfPip(ListedFile file) implements Entry {}

        record OfConda(JsonNode entry) implements Entry {}
    }

    /**
     * What was found out.
     *
     * @param because why nothing was; absent where the source answered
     */
    record Found(List<Offered> files, @Nullable String because) {
        Found {
            files = List.copyOf(files);
        }
    }

    /** @param patience with all sources together; what does not answer by then is silent */
    SourceOffers(SourceClient client, Duration patience) {
        this.client = client;
        this.patience = patience;
    }

    /** Packages of one page. */
    private record Wanted(Installer installer, Set<String> names) {
        List<Entry> ask(SourceClient client, Page page) throws IOException, InterruptedException {
            return switch (installer) {
                case PIP ->
                    client.files(page).stream().<Entry>map(Entry.OfPip::new).toList();
                case CONDA ->
                    client.entries(page, file -> names.contains(nameOf(file))).values().stream()
                            .<Entry>map(Entry.OfConda::new)
                            .toList();
            };
        }

        /** {@code ca-certificates} of {@code ca-certificates-2026.1.1-h0_0.conda}. */
        private static String nameOf(String file) {
            int build = file.lastIndexOf('-');
            int version = build < 0 ? -1 : file.lastIndexOf('-', build - 1);
            return version < 0 ? file : file.substring(0, version);
        }
    }

    /** Notes that a package will be asked about. */
    void want(LockedStage stage, LockedPackage each, List<AvailableSource> sources) {
        try {
            pages(stage, each, sources)
                    .forEach(page -> wanted.computeIfAbsent(page, _ -> new Wanted(stage.installer(), new HashSet<>()))
                            .names()
                            .add(each.name()));
        } catch (SourceUnreachable _) { // said when it is asked what was found
        }
    }

    /** Asks all sources at the same time. */
    void ask() throws InterruptedException {
        List<Page> pages = List.copyOf(wanted.keySet());
        List<Callable<List<Entry>>> questions = new ArrayList<>();
        pages.forEach(page ->
                questions.add(() -> Objects.requireNonNull(wanted.get(page)).ask(client, page)));
        List<Future<List<Entry>>> futures;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            futures = threads.invokeAll(questions, patience.toMillis(), TimeUnit.MILLISECONDS);
        }
        for (int i = 0; i < pages.size(); i++) {
            keep(pages.get(i), futures.get(i));
        }
    }

    private void keep(Page page, Future<List<Entry>> answer) throws InterruptedException {
        try {
            answers.put(page, answer.get());
        } catch (CancellationException _) {
            silent.put(page, page.addresses().getFirst() + ": no answer within " + patience.toSeconds() + " s");
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof IOException unreachable)) {
                throw new IllegalStateException(e.getCause());
            }
            silent.put(page, String.valueOf(unreachable.getMessage()));
        }
    }

    /** What there is of a package for the machines of a platform. */
    Found of(LockedStage stage, LockedPackage each, Platform platform, List<AvailableSource> sources) {
        try {
            return of(pages(stage, each, sources), each.name(), platform);
        } catch (SourceUnreachable unknown) {
            return new Found(List.of(), unknown.getMessage());
        }
    }

    private Found of(List<Page> pages, String name, Platform platform) {
        List<Offered> files = new ArrayList<>();
        for (Page page : pages) {
            if (silent.containsKey(page)) {
                return new Found(List.of(), silent.get(page));
            }
            for (Entry entry : answers.getOrDefault(page, List.of())) {
                switch (entry) {
                    case Entry.OfPip(ListedFile file) -> {
                        if (isOf(file.name(), name)) {
                            Offered.ofPip(file, platform).ifPresent(files::add);
                        }
                    }
                    case Entry.OfConda(JsonNode json) -> {
                        if (json.path("name").asText().equals(name)) {
                            files.add(Offered.ofConda(json, platform));
                        }
                    }
                }
            }
        }
        return files.isEmpty()
                ? new Found(files, pages.getFirst().addresses().getFirst() + ": it lists no file of it")
                : new Found(files, null);
    }

    /** A flat page lists many projects. */
    private static boolean isOf(String file, String name) {
        int end = file.indexOf('-');
        return end > 0 && file.substring(0, end).replaceAll("[-_.]+", "-").equalsIgnoreCase(name);
    }

    private static List<Page> pages(LockedStage stage, LockedPackage each, List<AvailableSource> sources) {
        return stage.installer() == Installer.PIP
                ? List.of(SourcePages.page(each, sources))
                : folders(stage, each)
                        .map(folder -> new CondaFolder(each.from().source(), folder).page(sources))
                        .toList();
    }

    /** All that the lock uses of the package's channel: a newer release may stand in another one of them. */
    private static Stream<String> folders(LockedStage stage, LockedPackage each) {
        return stage.packages().stream()
                .filter(other -> other.from().source().equals(each.from().source()))
                .map(other -> other.taken().name())
                .map(file -> file.substring(0, Math.max(file.lastIndexOf('/'), 0)))
                .distinct()
                .sorted();
    }
}
