package io.lamplighter.agent.installer;

import io.lamplighter.agent.failure.Catalogue;
import io.lamplighter.agent.failure.Diagnosis;
import io.lamplighter.agent.failure.FailureException;
import io.lamplighter.agent.network.Network;
import io.lamplighter.agent.network.SourceClient;
import io.lamplighter.api.index.ListedFile;
import io.lamplighter.api.lock.LockedFile;
import io.lamplighter.api.lock.LockedPackage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the index pages of a lock's packages say of its files now. Asked only when installing from the lock failed: an
 * installer says that there is no such version, or that a digest differs, and not which of the two ends is to blame.
 */
record FilesAtSources(Network network, SourceAddresses addresses) {
    private static final Set<String> ABOUT_FILES = Set.of("HASH_MISMATCH", "RESOLVER_NO_CANDIDATE");
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int OK = 200;
    private static final Set<Integer> ABSENT = Set.of(404, 410);

    /**
     * Where the pages differ from a lock.
     *
     * @param replaced files by whose names there are others
     * @param gone packages of which no file is listed
     */
    record Differences(List<LockedFile> replaced, List<LockedPackage> gone) {
        Differences {
            replaced = List.copyOf(replaced);
            gone = List.copyOf(gone);
        }
    }

    /**
     * Looks why installing some packages failed.
     *
     * @return nothing where it did for another reason
     * @throws FailureException when files were replaced, with their names
     */
    List<LockedPackage> gone(FailureException failed, Collection<LockedPackage> packages)
            throws FailureException, IOException, InterruptedException {
        if (ABOUT_FILES.stream()
                .noneMatch(id -> failed.diagnosis().signature().value().startsWith(id))) {
            return List.of();
        }
        Differences differences = differences(packages);
        if (!differences.replaced.isEmpty()) {
            throw about("FILE_REPLACED", differences.replaced, failed.log());
        }
        return differences.gone;
    }

    /** @throws FailureException when there are packages that nothing here has any more */
    static void requireAll(Collection<LockedPackage> gone, Set<LockedPackage> found, String log)
            throws FailureException {
        List<LockedFile> nowhere = gone.stream()
                .filter(each -> !found.contains(each))
                .map(LockedPackage::taken)
                .toList();
        if (!nowhere.isEmpty()) {
            throw about("FILE_GONE", nowhere, log);
        }
    }

    /** Two failures over the same first file are one cause, however many others there are. */
    static FailureException about(String id, List<LockedFile> files, String log) {
        List<String> names = files.stream().map(LockedFile::name).sorted().toList();
        Diagnosis diagnosis = Catalogue.named(id, names.getFirst());
        String others = names.stream().skip(1).collect(Collectors.joining(", "));
        return new FailureException(others.isEmpty() ? diagnosis : diagnosis.adding("So are: " + others + "."), log);
    }

    private Differences differences(Collection<LockedPackage> packages)
            throws FailureException, IOException, InterruptedException {
        List<LockedFile> replaced = new ArrayList<>();
        List<LockedPackage> gone = new ArrayList<>();
        for (LockedPackage each : packages) {
            Optional<List<ListedFile>> listed = listed(each);
            if (listed.isEmpty()) {
                continue;
            }
            List<LockedFile> named = each.files().stream()
                    .filter(file ->
                            listed.get().stream().anyMatch(other -> other.name().equals(file.name())))
                    .toList();
            if (named.isEmpty()) {
                gone.add(each);
            } else if (named.stream().allMatch(file -> isOther(file, listed.get()))) {
                replaced.addAll(named);
            }
        }
        return new Differences(replaced, gone);
    }

    private static boolean isOther(LockedFile file, List<ListedFile> listed) {
        return listed.stream()
                .filter(each -> each.name().equals(file.name()))
                .noneMatch(each -> each.sha256() == null
                        || each.sha256().equalsIgnoreCase(file.sha256().hex()));
    }

    /** Nothing while the source does not say what it has. */
    private Optional<List<ListedFile>> listed(LockedPackage each)
            throws FailureException, IOException, InterruptedException {
        String page = switch (addresses.of(each.from())) {
            case PackageIndex.Simple(String url) -> url + "/" + each.name() + "/";
            case PackageIndex.Flat(String url) -> url;
        };
        HttpRequest request = HttpRequest.newBuilder(URI.create(page))
                .timeout(PATIENCE)
                .header("Accept", IndexPage.ACCEPT)
                .build();
        try (SourceClient client =
                network.client(addresses.behind(List.of(each.from())).getFirst())) {
            SourceClient.Answer<String> answer = client.send(request, BodyHandlers.ofString());
            if (ABSENT.contains(answer.status())) {
                return Optional.of(List.of());
            }
            return answer.status() == OK && answer.body() != null
                    ? new IndexPage(URI.create(page), answer.body()).files()
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // then what the installer said is all that is known
        }
    }
}
