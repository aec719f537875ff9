package io.lamplighter.agent.installer;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.agent.failure.FailureException;
import io.lamplighter.agent.network.Network;
import io.lamplighter.agent.network.SourceClient;
import io.lamplighter.api.index.Repodata;
import io.lamplighter.api.lock.LockedFile;
import io.lamplighter.api.lock.LockedPackage;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What conda channels have of a lock's files now. Asked only when fetching them failed: a conda says that a download
 * failed, and the agent that a digest differs, and not which of the two ends is to blame.
 *
 * @param packages conda's cache of them: what is in it is not fetched
 */
record ChannelFiles(Network network, SourceAddresses addresses, Path packages) {
    private static final String DIFFERS = "HASH_MISMATCH";
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int OK = 200;
    private static final Set<Integer> ABSENT = Set.of(404, 410);

    /**
     * Looks why fetching some packages failed.
     *
     * @return those that are not at their channel any more; nothing where it failed for another reason
     * @throws FailureException when files were replaced, with their names
     */
    List<LockedPackage> gone(FailureException failed, Collection<LockedPackage> locked)
            throws FailureException, InterruptedException {
        try {
            if (failed.diagnosis().signature().value().startsWith(DIFFERS)) {
                List<LockedFile> replaced = replaced(locked);
                if (!replaced.isEmpty()) {
                    throw FilesAtSources.about("FILE_REPLACED", replaced, failed.log());
                }
                return List.of();
            }
            List<LockedPackage> gone = new ArrayList<>();
            for (LockedPackage each : locked) {
                if (!Files.exists(packages.resolve(ExplicitList.nameInCache(each.taken()))) && isGone(each)) {
                    gone.add(each);
                }
            }
            return gone;
        } catch (IOException e) {
            return List.of(); // then what the installer said is all that is known
        }
    }

    private boolean isGone(LockedPackage each) throws FailureException, IOException, InterruptedException {
        HttpRequest.Builder request = request(each, each.taken().name());
        try (SourceClient client = client(each)) {
            return ABSENT.contains(client.send(
                            request.method("HEAD", HttpRequest.BodyPublishers.noBody())
                                    .build(),
                            BodyHandlers.discarding())
                    .status());
        }
    }

    private List<LockedFile> replaced(Collection<LockedPackage> locked)
            throws FailureException, IOException, InterruptedException {
        Map<String, List<LockedPackage>> lists =
                locked.stream().collect(groupingBy(each -> each.from().source() + "/" + folder(each.taken())));
        List<LockedFile> replaced = new ArrayList<>();
        for (List<LockedPackage> list : lists.values()) {
            Map<String, JsonNode> entries = entries(list);
            for (LockedPackage each : list) {
                JsonNode entry = entries.get(ExplicitList.nameInCache(each.taken()));
                String listed = entry == null ? "" : entry.path("sha256").asText();
                if (!listed.isEmpty()
                        && !listed.equalsIgnoreCase(each.taken().sha256().hex())) {
                    replaced.add(each.taken());
                }
            }
        }
        return replaced;
    }

    /** Of packages of one folder of a channel, by their names there. */
    private Map<String, JsonNode> entries(List<LockedPackage> list)
            throws FailureException, IOException, InterruptedException {
        LockedPackage any = list.getFirst();
        Set<String> names = list.stream()
                .map(each -> ExplicitList.nameInCache(each.taken()))
                .collect(toSet());
        try (SourceClient client = client(any)) {
            for (Repodata.Form form : Repodata.Form.values()) {
                HttpRequest request =
                        request(any, folder(any.taken()) + form.fileName()).build();
                SourceClient.Answer<InputStream> answer = client.send(request, BodyHandlers.ofInputStream());
                try (InputStream body = answer.body()) {
                    if (answer.status() == OK && body != null) {
                        return Repodata.entries(form.json(new BufferedInputStream(body)), names::contains)
                                .orElse(Map.of());
                    }
                }
            }
            return Map.of();
        }
    }

    private HttpRequest.Builder request(LockedPackage each, String name) throws IOException {
        URI address = URI.create(addresses.channel(each.from().source()) + "/" + name);
        if (!"http".equals(address.getScheme()) && !"https".equals(address.getScheme())) {
            throw new IOException(address + " is not reached by HTTP");
        }
        return HttpRequest.newBuilder(address).timeout(PATIENCE);
    }

    private SourceClient client(LockedPackage each) throws FailureException, IOException {
        return network.client(addresses.behind(List.of(each.from())).getFirst());
    }

    private static String folder(LockedFile file) {
        return file.name().substring(0, file.name().lastIndexOf('/') + 1);
    }
}
