package io.lamplighter.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccountFoldersTest {
    private static final Path HOME = Path.of("/home/ada");

    @Test
    void areBelowTheHomeWhereNothingElseIsSaid() {
        AccountFolders folders = AccountFolders.of(Map.of(), HOME);

        assertThat(folders.agentDirectory()).hasToString("/home/ada/.local/state/lamplighter");
        assertThat(folders.agentProperties()).hasToString("/home/ada/.config/lamplighter/agent.properties");
    }

    @Test
    void areWhereTheAccountSays() {
        AccountFolders folders =
                AccountFolders.of(Map.of("XDG_STATE_HOME", "/data/state", "XDG_CONFIG_HOME", "/data/config"), HOME);

        assertThat(folders.agentDirectory()).hasToString("/data/state/lamplighter");
        assertThat(folders.agentProperties()).hasToString("/data/config/lamplighter/agent.properties");
    }

    @Test
    void ignoreWhatIsNotAbsolute() {
        assertThat(AccountFolders.of(Map.of("XDG_STATE_HOME", ""), HOME))
                .isEqualTo(AccountFolders.of(Map.of("XDG_STATE_HOME", "state"), HOME))
                .isEqualTo(AccountFolders.of(Map.of(), HOME));
    }
}
