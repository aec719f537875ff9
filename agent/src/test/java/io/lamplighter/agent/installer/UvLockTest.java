package io.lamplighter.agent.installer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.api.lock.LockedFile;
import io.lamplighter.api.lock.LockedPackage;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.name.Sha256;
import io.lamplighter.api.plan.Candidate.Placement;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UvLockTest {
    private static final Placement PYPI = new Placement(Source.PYPI, null);

    @Test
    void takesTheFileOfThePlatformFirstAndItsSizeWhereItIsStated() throws IOException {
        List<LockedPackage> locked =
                UvLock.parse(recording("pylock.toml")).locked(Set.of("fonttools", "torch"), _ -> PYPI);

        assertThat(locked).extracting(LockedPackage::name).containsExactly("fonttools", "torch");
        assertThat(locked.getFirst().taken().name()).endsWith("x86_64.whl");
        assertThat(locked.getFirst().taken().bytes()).isPositive();
        assertThat(locked.getFirst().taken().published()).isNotNull();
        assertThat(locked.getLast().taken())
                .isEqualTo(new LockedFile(
                        "torch-2.10.0+cu126-cp311-cp311-linux_x86_64.whl",
                        new Sha256("2bc831850ae272ade3ac5523d29a958ac501766df940ed97f5ebc613875b7998"),
                        null));
    }

    @Test
    void allowsOneVersionOfEachPackageAndOnlyTheFilesOfTheLock() throws IOException {
        List<LockedPackage> locked =
                UvLock.parse(recording("pylock.toml")).locked(Set.of("fonttools", "torch"), _ -> PYPI);

        assertThat(HashedRequirements.of(locked)).isEqualTo("""
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
        UvLock lock = UvLock.parse(recording("pylock.toml"));
        Dependencies dependencies = Dependencies.parse(recording("dependencies.txt"));

        List<Set<String>> stages =
                dependencies.divide(lock.names(), List.of(Set.of("torch"), Set.of("torch"), Set.of("fonttools")));

        assertThat(stages).containsExactly(Set.of("torch", "typing-extensions"), Set.of(), Set.of("fonttools"));
    }

    private static String recording(String name) throws IOException {
        try (InputStream file = Objects.requireNonNull(UvLockTest.class.getResourceAsStream("/uv/" + name))) {
            return new String(file.readAllBytes(), UTF_8);
        }
    }
}
