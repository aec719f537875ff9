package io.lamplighter.cli.catalog.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.lamplighter.cli.exit.ExitStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnyPagesTest {
    private static final int MIB = 1 << 20;

    @TempDir
    Path folder;

    private final Pages pages = new AnyPages();
    private PageServer server;

    @BeforeEach
    void start() throws IOException {
        server = new PageServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void asksForJsonAndTakesWhatItGets() {
        server.negotiated("/torch/", "html", "json").html("/old/", "html");

        assertThat(text("/torch/")).isEqualTo(PageServer.JSON + " json");
        assertThat(text("/old/")).isEqualTo(PageServer.HTML + " html");
    }

    @Test
    void unpacksWhatTheServerPacked() {
        server.handle("/torch/", exchange -> {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (OutputStream gzip = new GZIPOutputStream(packed)) {
                gzip.write("<a href=x>".getBytes(StandardCharsets.UTF_8));
            }
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            exchange.sendResponseHeaders(200, packed.size());
            packed.writeTo(exchange.getResponseBody());
        });

        assertThat(text("/torch/")).isEqualTo(" <a href=x>");
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404, 410})
    void takesSomeAnswersForNothing(int status) {
        server.status("/torch/", status);

        Pages.Answer<String> answer = read(server.url() + "/torch/");

        assertThat(answer).isEqualTo(new Pages.Answer.Absent<>("HTTP status " + status));
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 418, 429, 500, 503})
    void takesOthersForTrouble(int status) {
        server.status("/torch/", status);

        assertUnreadable("/torch/", "HTTP status " + status);
    }

    @Test
    void followsRedirectsAndSaysWhereItEnded() {
        server.redirect("/torch", "/torch/").html("/torch/", "page");

        Pages.Answer<String> answer = read(server.url() + "/torch");

        assertThat(answer)
                .isEqualTo(new Pages.Answer.Found<>(URI.create(server.url() + "/torch/"), PageServer.HTML + " page"));
    }

    @Test
    void keepsNothingOfWhatARedirectSaid() {
        server.handle("/torch", exchange -> {
                    exchange.getResponseHeaders().set("Location", "/torch/");
                    PageServer.send(exchange, 301, PageServer.HTML, "moved ".repeat(1000));
                })
                .html("/torch/", "page");

        assertThat(text("/torch")).isEqualTo(PageServer.HTML + " page");
    }

    @Test
    void doesNotRepeatTheSignatureThatARedirectGives() {
        server.redirect("/torch/", "/signed/?signature=secret").status("/signed/", 500);

        assertThatThrownBy(() -> read(server.url() + "/torch/"))
                .hasMessageContaining("/signed/?… cannot be read: HTTP status 500")
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /loop/             | it redirects more than 5 times
            file:///etc/passwd | it redirects to where nobody should follow
            ''                 | it redirects to where nobody should follow
            http://a b/        | it redirects to no address
            """)
    void doesNotFollowEveryRedirect(String location, String reason) {
        server.redirect("/torch/", location).redirect("/loop/", "/loop/");

        assertThatThrownBy(() -> read(server.url() + "/torch/"))
                .hasMessageContaining(" cannot be read: " + reason + "; name where it leads to");
    }

    @Test
    void endsWhereAPageIsLongerThanAnyIs() {
        server.handle("/torch/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] block = new byte[MIB];
            for (int sent = 0; sent < 80; sent++) {
                exchange.getResponseBody().write(block);
            }
        });

        assertUnreadable("/torch/", "it is longer than 64 MiB, which no such page is");
    }

    @Test
    void endsWhereAPageUnpacksToMoreThanAnyIs() {
        server.handle("/torch/", exchange -> {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (OutputStream gzip = new GZIPOutputStream(packed)) {
                byte[] block = new byte[MIB];
                for (int sent = 0; sent < 80; sent++) {
                    gzip.write(block);
                }
            }
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            exchange.sendResponseHeaders(200, packed.size());
            packed.writeTo(exchange.getResponseBody());
        });

        assertUnreadable("/torch/", "it is longer than 64 MiB, which no such page is");
    }

    @Test
    void noticesAnAnswerThatBreaksOff() {
        server.handle("/torch/", exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write("<a href=".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
        });

        assertThatThrownBy(() -> read(server.url() + "/torch/"))
                .isInstanceOf(UnreadablePage.class)
                .hasMessageContaining("/torch/ cannot be read: it breaks off (");
    }

    @Test
    void saysThatNobodyListens() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }

        assertThatThrownBy(() -> read("http://127.0.0.1:" + free + "/torch/"))
                .hasMessageContaining("cannot be read: the connection is refused; ");
    }

    @Test
    void saysThatThereIsNoSuchHost() {
        Throwable unresolved = new ConnectException().initCause(new UnresolvedAddressException());

        UnreadablePage trouble = UnreadablePage.of(URI.create("https://mirror.example/torch/"), unresolved);

        assertThat(trouble)
                .hasMessage("https://mirror.example/torch/ cannot be read: there is no host mirror.example;"
                        + " check the address, and try again later");
    }

    @Test
    void saysThatAConnectionCannotBeTrusted() throws Exception {
        HttpsServer secure = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        secure.setHttpsConfigurator(new HttpsConfigurator(certifiedByNobody()));
        secure.start();

        try {
            assertThatThrownBy(() ->
                            read("https://127.0.0.1:" + secure.getAddress().getPort() + "/torch/"))
                    .hasMessageContaining("cannot be read: no trusted connection (")
                    .hasMessageEndingWith("give Java the site's authority, as by"
                            + " JAVA_TOOL_OPTIONS=-Djavax.net.ssl.trustStore=FILE");
        } finally {
            secure.stop(0);
        }
    }

    @Test
    void readsPagesAndFoldersOnDisk() throws IOException {
        Files.createDirectories(folder.resolve("simple/torch"));
        Files.writeString(folder.resolve("simple/torch/index.html"), "a page");
        Files.writeString(folder.resolve("simple/repodata.json"), "{}");
        Files.createDirectories(folder.resolve("house/sub dir"));
        Files.writeString(folder.resolve("house/torch-1+cpu.whl"), "");
        String root = folder.toUri().toString();

        assertThat(read(root + "simple/torch/")).isEqualTo(found(root + "simple/torch/", "text/html a page"));
        assertThat(read(root + "simple/torch/index.html"))
                .isEqualTo(found(root + "simple/torch/index.html", "text/html a page"));
        assertThat(read(root + "simple/repodata.json"))
                .isEqualTo(found(root + "simple/repodata.json", "application/json {}"));
        assertThat(read(root + "house/"))
                .isInstanceOfSatisfying(
                        Pages.Answer.Found.class,
                        links -> assertThat(links.content().toString())
                                .contains("/sub%20dir/\">sub dir</a>", "/torch-1+cpu.whl\">torch-1+cpu.whl</a>"));
        assertThat(read(root + "nothing/")).isEqualTo(new Pages.Answer.Absent<>("no such file"));
    }

    /** With a key of its own, made by the JDK's tool. */
    private SSLContext certifiedByNobody() throws Exception {
        Path store = folder.resolve("keys.p12");
        String password = "not a secret";
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=nobody",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storepass",
                        password,
                        "-keystore",
                        store.toString())
                .redirectErrorStream(true)
                .start();
        assertThat(new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8) + keytool.waitFor())
                .endsWith("0");
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(KeyStore.getInstance(store.toFile(), password.toCharArray()), password.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private static Pages.Answer<String> found(String address, String text) {
        return new Pages.Answer.Found<>(URI.create(address), text);
    }

    private String text(String path) {
        Pages.Answer<String> answer = read(server.url() + path);
        assertThat(answer).isInstanceOf(Pages.Answer.Found.class);
        return ((Pages.Answer.Found<String>) answer).content();
    }

    private Pages.Answer<String> read(String address) {
        return pages.read(
                URI.create(address),
                Wanted.LISTING,
                body -> body.contentType() + " " + new String(body.bytes().readAllBytes(), StandardCharsets.UTF_8));
    }

    private void assertUnreadable(String path, String reason) {
        assertThatThrownBy(() -> read(server.url() + path))
                .isInstanceOfSatisfying(
                        UnreadablePage.class,
                        trouble -> assertThat(trouble.status()).isEqualTo(ExitStatus.SOURCE))
                .hasMessageStartingWith(server.url() + path + " cannot be read: " + reason + "; ");
    }
}
