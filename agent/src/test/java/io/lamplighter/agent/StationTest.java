package io.lamplighter.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StationTest {
    private static final AccountFolders FOLDERS =
            new AccountFolders(Path.of("/home/ada/.local/state"), Path.of("/home/ada/.config"));

    @ParameterizedTest
    @CsvSource({
        "AUTO,   true,  ,                       true,  /var/lib/lamplighter",
        "AUTO,   true,  /var/lib/lamplighter,   true,  /var/lib/lamplighter",
        "AUTO,   true,  /srv/demo,              false, /srv/demo",
        "AUTO,   false, ,                       false, /home/ada/.local/state/lamplighter",
        "AUTO,   false, /var/lib/lamplighter,   false, /var/lib/lamplighter",
        "USER,   true,  ,                       false, /home/ada/.local/state/lamplighter",
        "SYSTEM, true,  /srv/lamplighter,       true,  /srv/lamplighter",
    })
    void isOfTheMachineForRootInTheSystemsDirectory(
            Mode mode, boolean root, @Nullable Path directory, boolean system, Path expected) {
        Station station = Station.of(config(mode, directory), root, FOLDERS);

        assertThat(station.system()).isEqualTo(system);
        assertThat(station.layout().root()).isEqualTo(expected);
        assertThat(station.policyFile().binding()).isEqualTo(system);
    }

    @Test
    void isNeverOfTheMachineForAnotherAccount() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Station.of(config(Mode.SYSTEM, null), false, FOLDERS))
                .withMessageContaining("lamplighter.mode=user");
    }

    @Test
    void isFoundWithoutAnAgent() {
        assertThat(Station.ofThisMachine().policy()).isEqualTo(Path.of("/etc/lamplighter/policy.yaml"));
    }

    @Test
    void refusesAuthoritiesThatNobodyCanRead() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Station.of(config(Mode.USER, null, Path.of("/no/such.pem")), false, FOLDERS))
                .withMessageContaining("/no/such.pem")
                .withMessageContaining("lamplighter.authorities");
    }

    @Test
    void refusesAProxyThatIsNone() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Station.of(config(Mode.USER, null, null, "proxy.lab.example"), false, FOLDERS))
                .withMessage("lamplighter.archive-proxy: a proxy is written http://HOST:PORT, whatever it leads to;"
                        + " found \"proxy.lab.example\".");
    }

    private static AgentConfig config(Mode mode, @Nullable Path directory) {
        return config(mode, directory, null);
    }

    private static AgentConfig config(Mode mode, @Nullable Path directory, @Nullable Path authorities) {
        return config(mode, directory, authorities, null);
    }

    private static AgentConfig config(
            Mode mode, @Nullable Path directory, @Nullable Path authorities, @Nullable String proxy) {
        return new AgentConfig() {
            @Override
            public Mode mode() {
                return mode;
            }

            @Override
            public Path policy() {
                return Path.of("/etc/lamplighter/policy.yaml");
            }

            @Override
            public Optional<Path> directory() {
                return Optional.ofNullable(directory);
            }

            @Override
            public Path machineRoot() {
                return Path.of("/");
            }

            @Override
            public Optional<Path> authorities() {
                return Optional.ofNullable(authorities);
            }

            @Override
            public Optional<String> siteCache() {
                return Optional.empty();
            }

            @Override
            public Optional<String> archiveProxy() {
                return Optional.ofNullable(proxy);
            }
        };
    }
}
