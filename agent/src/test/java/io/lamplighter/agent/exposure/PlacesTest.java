package io.lamplighter.agent.exposure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlacesTest {
    private static final Path HOME = Path.of("/home/ada");
    private static final Path USUAL = HOME.resolve(".local/state/lamplighter");
    private static final Path SYSTEM = Path.of("/var/lib/lamplighter");

    @Test
    void areThoseOfTheSystemForTheSystemsAgent() {
        assertThat(usual(SYSTEM, true, Map.of()))
                .isEqualTo(new Places(Path.of("/usr/local/share/jupyter/kernels"), Path.of("/etc/conda/condarc.d")));
    }

    @Test
    void areThoseOfItsHomeForAnAccountsAgent() {
        assertThat(usual(USUAL, false, Map.of()).kernels()).isEqualTo(HOME.resolve(".local/share/jupyter/kernels"));
        assertThat(usual(USUAL, false, Map.of("XDG_DATA_HOME", "/data/ada")).kernels())
                .isEqualTo(Path.of("/data/ada/jupyter/kernels"));
        assertThat(usual(USUAL, false, Map.of()).condarc()).isNull();
    }

    @Test
    void areNoneForAnAgentInAFolderAndNeverAHomeForRoot() {
        assertThat(usual(Path.of("/tmp/tried"), false, Map.of())).isEqualTo(Places.NONE);
        assertThat(usual(Path.of("/tmp/tried"), true, Map.of())).isEqualTo(Places.NONE);
        assertThat(usual(USUAL, true, Map.of())).isEqualTo(Places.NONE);
    }

    private static Places usual(Path directory, boolean root, Map<String, String> variables) {
        return Places.usual(directory, USUAL, root, variables, HOME);
    }
}
