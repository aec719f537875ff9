package io.lamplighter.agent.toolkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lamplighter.agent.fixture.ArchiveServer;
import io.lamplighter.agent.fixture.ForwardingProxy;
import io.lamplighter.agent.fixture.TestAuthority;
import io.lamplighter.agent.network.Network;
import io.lamplighter.api.manifest.ProxyUrl;
import io.lamplighter.api.manifest.Toolkit.Archive;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives of a host that only the site's proxy knows. */
class ArchivesTest {
    private static final String HOST = "mirror.lab.invalid";
    private static final String CONTENT = "an archive";

    @TempDir
    Path folder;

    private ArchiveServer server;
    private ForwardingProxy proxy;
    private Network network;
    private Archive archive;

    @BeforeEach
    void serve() throws Exception {
        TestAuthority authority = TestAuthority.make(folder);
        server = ArchiveServer.of(authority, HOST);
        archive = server.serve("cuda.tar.gz", CONTENT.getBytes(UTF_8));
        proxy = ForwardingProxy.start().knowing(HOST, server.address());
        network = Network.of(authority.certificate(), folder, null);
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        server.close();
    }

    @Test
    void areFetchedByTheProxyOfTheMachine() throws Exception {
        Archives archives = archives(new ProxyUrl(proxy.url()));

        assertThat(archives.missingBytes(archive)).isEqualTo(CONTENT.length());
        assertThat(archives.fetch(archive)).hasContent(CONTENT);
        assertThat(proxy.tunnels()).containsOnly(HOST);
        assertThat(archives.missingBytes(archive)).isZero();
    }

    @Test
    void areOutOfReachWithoutIt() {
        assertThatThrownBy(() -> archives(null).fetch(archive))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(HOST);
        assertThat(server.timesFetched("cuda.tar.gz")).isZero();
    }

    private Archives archives(@Nullable ProxyUrl by) {
        return new Archives(folder.resolve("archives"), network.fetchingArchivesBy(by));
    }
}
