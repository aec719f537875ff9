package io.lamplighter.agent.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StandaloneBuildTest {
    private static final String LIST = """
            0000000000000000000000000000000000000000000000000000000000000001  cpython-3.9.25+20261110-x86_64-unknown-linux-gnu-install_only.tar.gz
            0000000000000000000000000000000000000000000000000000000000000002  cpython-3.12.13+20261110-x86_64-unknown-linux-gnu-install_only.tar.gz
            0000000000000000000000000000000000000000000000000000000000000003  cpython-3.12.13+20261110-x86_64-unknown-linux-gnu-install_only_stripped.tar.gz
            0000000000000000000000000000000000000000000000000000000000000004  cpython-3.12.13+20261110-aarch64-unknown-linux-gnu-install_only.tar.gz
            0000000000000000000000000000000000000000000000000000000000000005  cpython-3.12.13+20261110-x86_64_v3-unknown-linux-gnu-install_only.tar.gz
            0000000000000000000000000000000000000000000000000000000000000006  cpython-3.13.9+20261110-x86_64-unknown-linux-gnu-freethreaded-install_only.tar.gz
            0000000000000000000000000000000000000000000000000000000000000007  cpython-3.13.9+20261110-x86_64-unknown-linux-musl-install_only.tar.gz
            0000000000000000000000000000000000000000000000000000000000000008  cpython-3.16.0a2+20261110-x86_64-unknown-linux-gnu-install_only.tar.gz
            0000000000000000000000000000000000000000000000000000000000000009  cpython-3.13.9+20261110-x86_64-unknown-linux-gnu-debug-full.tar.zst
            not a digest  cpython-3.13.9+20261110-x86_64-unknown-linux-gnu-install_only.tar.gz
            """;

    @Test
    void isOfThisArchitectureAndCLibraryFinishedAndStripped() {
        var builds = StandaloneBuild.parse(LIST, "x86_64");

        assertThat(StandaloneBuild.versions(builds)).containsExactly("3.12.13", "3.9.25");
        assertThat(builds.getFirst().file())
                .isEqualTo("cpython-3.12.13+20261110-x86_64-unknown-linux-gnu-install_only_stripped.tar.gz");
        assertThat(builds.getFirst().sha256().hex()).endsWith("3");
        assertThat(StandaloneBuild.versions(StandaloneBuild.parse(LIST, "aarch64")))
                .containsExactly("3.12.13");
    }

    @Test
    void isNotInAPageThatIsNoSuchList() {
        assertThat(StandaloneBuild.parse("<html>not found</html>", "x86_64")).isEmpty();
    }
}
