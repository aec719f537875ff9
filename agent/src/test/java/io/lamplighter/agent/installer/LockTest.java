package io.lamplighter.agent.installer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.api.run.RunReport.Download;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LockTest {
    @Test
    void countsTheFileOfThePlatformAndNothingWhereNoSizeIsStated() throws IOException {
        Lock lock = Lock.parse(recording("pylock.toml"));

        Download download = lock.download(lock.digests(Set.of("typing-extensions")));

        assertThat(download).isEqualTo(new Download(2, 5493829));
    }

    @Test
    void allowsOneVersionOfEachPackageAndOnlyTheFilesOfTheLock() throws IOException {
        Lock lock = Lock.parse(recording("pylock.toml"));

        assertThat(lock.requirements(Set.of("fonttools", "torch"))).isEqualTo("""
                fonttools==4.68.0 \
                --hash=sha256:4b9c89b5876f1a74b1341632dfaf4c4c2be565d76c060445df401ebe7a4ceefa \
                --hash=sha256:d76f8fdcb6936f5e1045a0c9dd721a4bf11112e60d1e243bfa1d39f06a8b3104
                torch==2.10.0+cu126 \
                --hash=sha256:2bc831850ae272ade3ac5523d29a958ac501766df940ed97f5ebc613875b7998
                """);
    }

    @Test
    void readsWhoWantsWhat() throws IOException {
        Dependencies dependencies = Dependencies.parse(recording("dependencies.txt"));

        assertThat(dependencies.closure(List.of("matplotlib")))
                .containsExactlyInAnyOrder("matplotlib", "contourpy", "numpy", "python-dateutil", "tzdata");
    }

    @Test
    void dividesSoThatNothingIsInstalledTwiceAndNothingIsLeft() throws IOException {
        Lock lock = Lock.parse(recording("pylock.toml"));
        Dependencies dependencies = Dependencies.parse(recording("dependencies.txt"));

        List<Set<String>> stages =
                Solution.divide(lock, dependencies, List.of(Set.of("torch"), Set.of("torch"), Set.of("fonttools")));

        assertThat(stages).containsExactly(Set.of("torch", "typing-extensions"), Set.of(), Set.of("fonttools"));
    }

    private static String recording(String name) throws IOException {
        try (InputStream file = Objects.requireNonNull(LockTest.class.getResourceAsStream("/uv/" + name))) {
            return new String(file.readAllBytes(), UTF_8);
        }
    }
}
