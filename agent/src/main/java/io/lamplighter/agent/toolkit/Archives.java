package io.lamplighter.agent.toolkit;

import io.lamplighter.agent.durable.DurableFiles;
import io.lamplighter.agent.network.Network;
import io.lamplighter.agent.network.SourceClient;
import io.lamplighter.agent.network.SourceClient.Answer;
import io.lamplighter.api.manifest.Toolkit.Archive;
import io.lamplighter.api.name.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;

/** Archives that were fetched, each under its digest: one that is there is the right one. */
record Archives(Path folder, Network network) {
    private static final Duration WHOLE = Duration.ofHours(2);
    private static final Duration ANSWER = Duration.ofMinutes(1);
    private static final int OK = 200;
    private static final String PARTIAL = ".part";

    /** Bytes to be fetched, as far as its server says. */
    long missingBytes(Archive archive) throws IOException, InterruptedException {
        return Files.exists(file(archive)) ? 0 : announcedBytes(archive);
    }

    /** All its bytes, as far as they are here or its server says. */
    long bytes(Archive archive) throws IOException, InterruptedException {
        return Files.exists(file(archive)) ? Files.size(file(archive)) : announcedBytes(archive);
    }

    /** 0 where the server does not say: what is wrong with the archive is seen when it is fetched. */
    private long announcedBytes(Archive archive) throws IOException, InterruptedException {
        try (SourceClient client = network.toArchives()) {
            HttpRequest request = request(archive)
                    .method("HEAD", HttpRequest.BodyPublishers.noBody())
                    .timeout(ANSWER)
                    .build();
            Answer<Void> answer = answer(client, archive, request, BodyHandlers.discarding());
            return answer.status() == OK
                    ? answer.headers().firstValueAsLong("Content-Length").orElse(0)
                    : 0;
        }
    }

    /** Its file, fetched when it is not here. */
    Path fetch(Archive archive) throws IOException, InterruptedException {
        Path file = file(archive);
        if (Files.exists(file)) {
            return file;
        }
        Files.createDirectories(folder);
        Path partial = folder.resolve(archive.sha256() + PARTIAL);
        try (SourceClient client = network.toArchives()) {
            HttpRequest request = request(archive).GET().timeout(WHOLE).build();
            InputStream body = send(client, archive, request, BodyHandlers.ofInputStream());
            requireDigest(archive, copy(body, partial));
            Files.setPosixFilePermissions(partial, PosixFilePermissions.fromString("rw-r--r--"));
            DurableFiles.share(partial, file);
            return file;
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    /** Removes all others, and what a crash left. */
    void keepOnly(List<Archive> kept) throws IOException {
        if (Files.notExists(folder)) {
            return;
        }
        List<Path> names = kept.stream().map(this::file).toList();
        try (var files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                if (!names.contains(file)) {
                    Files.delete(file);
                }
            }
        }
    }

    private static Sha256 copy(InputStream body, Path partial) throws IOException {
        MessageDigest digest = Sha256.digest();
        try (InputStream in = new DigestInputStream(body, digest)) {
            Files.copy(in, partial, StandardCopyOption.REPLACE_EXISTING);
        }
        return Sha256.finish(digest);
    }

    private static void requireDigest(Archive archive, Sha256 found) throws IOException {
        if (!found.equals(archive.sha256())) {
            throw new IOException(
                    "The SHA-256 of " + archive.url().fileName() + " is " + found + ", not " + archive.sha256());
        }
    }

    private static <T> T send(SourceClient client, Archive archive, HttpRequest request, BodyHandler<T> body)
            throws IOException, InterruptedException {
        Answer<T> answer = answer(client, archive, request, body);
        if (answer.status() != OK || answer.body() == null) {
            throw new IOException(archive.url() + " answered HTTP " + answer.status());
        }
        return answer.body();
    }

    private static <T> Answer<T> answer(SourceClient client, Archive archive, HttpRequest request, BodyHandler<T> body)
            throws IOException, InterruptedException {
        try {
            return client.send(request, body);
        } catch (ConnectException | HttpTimeoutException e) {
            throw new IOException(archive.url() + " cannot be reached: " + e, e);
        }
    }

    private static HttpRequest.Builder request(Archive archive) {
        return HttpRequest.newBuilder(URI.create(archive.url().text()));
    }

    private Path file(Archive archive) {
        return folder.resolve(archive.sha256().hex());
    }
}
