package io.lamplighter.controller.lock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.airlift.compress.v3.bzip2.BZip2HadoopStreams;
import io.airlift.compress.v3.zstd.ZstdOutputStream;
import io.lamplighter.api.lock.Lock;
import io.lamplighter.api.lock.LockedFile;
import io.lamplighter.api.lock.LockedPackage;
import io.lamplighter.api.lock.LockedStage;
import io.lamplighter.api.manifest.Environment.Installer;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.name.CredentialName;
import io.lamplighter.api.name.Sha256;
import io.lamplighter.api.plan.AvailableSource;
import io.lamplighter.api.plan.Candidate.Placement;
import io.lamplighter.controller.problem.CallerMistake.SourceUnreachable;
import io.lamplighter.controller.storage.StartRefused;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.AbstractStringAssert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over HTTP, with a channel shaped like those of conda-forge. */
class SourcePagesTest {
    private static final String NUMPY = "numpy-2.4.1-py311h64a7726_0.conda";
    private static final String TZDATA = "tzdata-2026a-h78e105d_0.tar.bz2";
    private static final Sha256 CONTENT = Sha256.of("the package");
    private static final Sha256 ANOTHER = Sha256.of("another package");

    @TempDir
    Path folder;

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void takesAFileThatItsChannelListsAlike() throws Exception {
        serve("/linux-64/repodata.json.zst", packed(list("packages.conda", NUMPY, CONTENT)));
        serve("/noarch/repodata.json", list("packages", TZDATA, CONTENT).getBytes(UTF_8));

        List<String> problems = ask(channel(null), "linux-64/" + NUMPY, "noarch/" + TZDATA);

        assertThat(problems).isEmpty();
        assertThat(asked).contains("/linux-64/repodata.json.zst", "/noarch/repodata.json");
    }

    @Test
    void namesAFileThatItsChannelHasOtherwise() throws Exception {
        serve("/linux-64/repodata.json.zst", packed(list("packages.conda", NUMPY, ANOTHER)));

        assertThat(ask(channel(null), "linux-64/" + NUMPY))
                .containsExactly(NUMPY + " has SHA-256 " + ANOTHER + " at " + url() + "/linux-64, and " + CONTENT
                        + " in the lock");
    }

    @Test
    void readsAListThatOldMirrorsPackedByBzip2() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream packing = new BZip2HadoopStreams().createOutputStream(packed)) {
            packing.write(list("packages", TZDATA, ANOTHER).getBytes(UTF_8));
        }
        serve("/noarch/repodata.json.bz2", packed.toByteArray());

        assertThat(ask(channel(null), "noarch/" + TZDATA))
                .containsExactly(TZDATA + " has SHA-256 " + ANOTHER + " at " + url() + "/noarch, and " + CONTENT
                        + " in the lock");
    }

    @Test
    void namesAFileThatItsChannelDoesNotList() throws Exception {
        serve("/linux-64/repodata.json", list("packages", TZDATA, CONTENT).getBytes(UTF_8));

        assertThat(ask(channel(null), "linux-64/" + NUMPY))
                .containsExactly(NUMPY + " is not listed at " + url() + "/linux-64");
        assertThat(ask(channel(null), "osx-64/" + NUMPY)).hasSize(1);
    }

    @Test
    void takesNothingFromAChannelThatKnowsMd5Alone() throws Exception {
        String md5 = "{\"packages\": {\"" + TZDATA + "\": {\"md5\": \"" + "0".repeat(32) + "\"}}}";
        serve("/noarch/repodata.json", md5.getBytes(UTF_8));

        assertThat(ask(channel(null), "noarch/" + TZDATA))
                .singleElement()
                .asString()
                .startsWith("the channel conda-forge says no SHA-256 of " + TZDATA)
                .contains("indexed anew");
    }

    @Test
    void saysThatAChannelCannotBeRead() throws Exception {
        serve("/noarch/repodata.json.zst", "<html>log in</html>".getBytes(UTF_8));

        assertThatThrownBy(() -> ask(channel(null), "noarch/" + TZDATA))
                .isInstanceOf(SourceUnreachable.class)
                .hasMessageContaining(url() + "/noarch")
                .hasMessageContaining("zstd");
        stop();
        assertThatThrownBy(() -> ask(channel(null), "noarch/" + TZDATA)).isInstanceOf(SourceUnreachable.class);
    }

    @Test
    void asksTheFallbackWhereTheFirstAddressDoesNotAnswer() throws Exception {
        serve("/noarch/repodata.json", list("packages", TZDATA, CONTENT).getBytes(UTF_8));
        AvailableSource source = new AvailableSource(
                Source.CONDA_FORGE, Source.Type.CONDA, "http://127.0.0.1:1", List.of(url()), List.of(), List.of());

        assertThat(ask(source, "noarch/" + TZDATA)).isEmpty();
    }

    @Test
    void saysItsOwnSecretToTheHostThatItIsFor() throws Exception {
        credential("lab-mirror", "hosts: [\"127.0.0.1:" + port() + "\"]\ntoken: sesame\n", "rw-------");
        requireSecret("/noarch/repodata.json.zst", packed(list("packages", TZDATA, CONTENT)));

        assertThat(ask(channel("lab-mirror"), "noarch/" + TZDATA)).isEmpty();

        assertThatThrownBy(() -> ask(channel(null), "noarch/" + TZDATA))
                .isInstanceOf(SourceUnreachable.class)
                .hasMessageContaining("401");
    }

    @Test
    void takesNoSecretAcrossARedirect() throws Exception {
        credential("lab-mirror", "hosts: [\"127.0.0.1:" + port() + "\"]\ntoken: sesame\n", "rw-------");
        List<String> told = new CopyOnWriteArrayList<>();
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] list = packed(list("packages", TZDATA, CONTENT));
        other.createContext("/", exchange -> {
            try (exchange) {
                told.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
                exchange.sendResponseHeaders(200, list.length);
                exchange.getResponseBody().write(list);
            }
        });
        other.start();
        server.createContext("/noarch/", exchange -> {
            try (exchange) {
                exchange.getResponseHeaders()
                        .set(
                                "Location",
                                "http://127.0.0.1:" + other.getAddress().getPort() + "/list");
                exchange.sendResponseHeaders(302, -1);
            }
        });

        List<String> problems = ask(channel("lab-mirror"), "noarch/" + TZDATA);

        other.stop(0);
        assertThat(problems).isEmpty();
        assertThat(told).containsExactly("null");
    }

    @Test
    void saysWhichSecretOfTheControllerIsOfNoUse() throws Exception {
        credential("open", "hosts: [\"127.0.0.1:" + port() + "\"]\ntoken: sesame\n", "rw-r--r--");
        credential("elsewhere", "hosts: [mirror.lab.example]\ntoken: sesame\n", "rw-------");
        credential("broken", "hosts: []\ntoken: sesame\n", "rw-------");

        assertRefusal("missing").contains("has no file", "credentials/missing");
        assertRefusal("open").contains("chmod 600");
        assertRefusal("elsewhere").contains("does not name the host", "127.0.0.1:" + port());
        assertRefusal("broken").contains("is no credential").doesNotContain("sesame");
        assertThat(asked).isEmpty();
    }

    @Test
    void startsWithNoAuthoritiesThatCannotBeRead() {
        assertThatThrownBy(() -> new SourceClients(folder, folder.resolve("site.pem")))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("lamplighter.authorities");
    }

    private AbstractStringAssert<?> assertRefusal(String credential) {
        try {
            return assertThat(String.valueOf(ask(channel(credential), "noarch/" + TZDATA)));
        } catch (SourceUnreachable refused) {
            return assertThat(refused.getMessage());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> ask(AvailableSource source, String... files) throws InterruptedException {
        return new SourcePages(new SourceClients(folder.resolve("credentials"), null))
                .problems(lock(files), List.of(source));
    }

    private AvailableSource channel(@Nullable String credential) {
        return new AvailableSource(
                Source.CONDA_FORGE,
                Source.Type.CONDA,
                url(),
                List.of(),
                null,
                credential == null ? null : new CredentialName(credential),
                List.of(),
                List.of());
    }

    private static Lock lock(String... files) {
        List<LockedPackage> packages = List.of(files).stream()
                .map(file -> new LockedPackage(
                        file.substring(file.indexOf('/') + 1, file.indexOf('-', file.indexOf('/'))),
                        "1",
                        "0",
                        new Placement(Source.CONDA_FORGE, null),
                        List.of(new LockedFile(file, CONTENT, null))))
                .toList();
        return new Lock(Lock.FORMAT, "3.11", "as asked", List.of(new LockedStage("all", Installer.CONDA, packages)));
    }

    private static String list(String kind, String file, Sha256 sha256) {
        return """
                {"info": {"subdir": "noarch"},
                 "%s": {"other-1-0.conda": {"sha256": "00"}, "%s": {"md5": "0", "sha256": "%s", "size": 3}},
                 "removed": [], "repodata_version": 1}
                """.formatted(kind, file, sha256.hex());
    }

    private static byte[] packed(String json) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZstdOutputStream packing = new ZstdOutputStream(bytes)) {
            packing.write(json.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    private void credential(String name, String text, String permissions) throws IOException {
        Path file = Files.createDirectories(folder.resolve("credentials")).resolve(name);
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    private void serve(String path, byte[] content) {
        serve(path, content, false);
    }

    private void requireSecret(String path, byte[] content) {
        serve(path, content, true);
    }

    private void serve(String path, byte[] content, boolean secret) {
        server.createContext(path, exchange -> {
            try (exchange) {
                boolean exact = exchange.getRequestURI().getPath().equals(path);
                boolean may = !secret
                        || "Bearer sesame".equals(exchange.getRequestHeaders().getFirst("Authorization"));
                asked.add(exchange.getRequestURI().getPath());
                int status = !exact ? 404 : may ? 200 : 401;
                exchange.sendResponseHeaders(status, status == 200 ? content.length : -1);
                if (status == 200) {
                    exchange.getResponseBody().write(content);
                }
            }
        });
    }

    private int port() {
        return server.getAddress().getPort();
    }

    private String url() {
        return "http://127.0.0.1:" + port();
    }
}
