package io.lamplighter.api.reach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTrustTest {
    @TempDir
    Path folder;

    @Test
    void handsOnTheBundleWhereThisDistributionKeepsIt() throws IOException {
        Path bundle = Files.createFile(folder.resolve("ca-bundle.pem"));

        var trust = new MachineTrust(List.of(folder.resolve("elsewhere.crt"), bundle));

        assertThat(trust.bundle()).contains(bundle);
    }

    @Test
    void trustsWhatTheJdkDoesWhereTheMachineHasNoBundle() throws IOException {
        var trust = new MachineTrust(List.of(folder.resolve("elsewhere.crt")));

        assertThat(trust.bundle()).isEmpty();
        assertThat(trust.context().getProtocol()).isEqualTo("TLS");
    }

    @Test
    void readsTheMachinesAuthorities() throws IOException {
        Path bundle = Files.writeString(folder.resolve("ca-bundle.pem"), """
                -----BEGIN CERTIFICATE-----
                bm90IGEgY2VydGlmaWNhdGU=
                -----END CERTIFICATE-----
                """);

        var trust = new MachineTrust(List.of(bundle));

        assertThatThrownBy(trust::context).isInstanceOf(IOException.class).hasMessageContaining("certificates");
    }

    @Test
    void readsTheAuthoritiesAgainOnlyWhenTheirFileIsAnother() throws IOException {
        Path bundle = Files.createFile(folder.resolve("ca-bundle.pem"));
        var trust = new MachineTrust(List.of(bundle));

        SSLContext first = trust.context();
        SSLContext again = trust.context();
        Files.setLastModifiedTime(bundle, FileTime.from(Instant.parse("2026-11-30T08:00:00Z")));
        SSLContext renewed = trust.context();
        Files.delete(bundle);
        SSLContext without = trust.context();

        assertThat(again).isSameAs(first);
        assertThat(renewed).isNotSameAs(first);
        assertThat(without).isNotSameAs(renewed);
    }
}
