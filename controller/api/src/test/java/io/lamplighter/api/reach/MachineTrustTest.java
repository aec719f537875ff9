package io.lamplighter.api.reach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
}
