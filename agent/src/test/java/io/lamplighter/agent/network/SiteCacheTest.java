package io.lamplighter.agent.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lamplighter.api.name.Sha256;
import io.lamplighter.api.reach.MachineTrust;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SiteCacheTest {
    private static final Sha256 DIGEST = Sha256.of("a wheel");

    @TempDir
    Path folder;

    @Test
    void givesACopyOfTheFileOfADigest() throws Exception {
        Path kept = folder.resolve("site").resolve(SiteCache.place(DIGEST));
        Files.createDirectories(folder.resolve("site").resolve(DIGEST.hex().substring(0, 2)));
        Files.writeString(kept, "a wheel");
        Path file = folder.resolve("a.whl");

        cache(folder.resolve("site").toString()).take(DIGEST, file);

        assertThat(file).hasContent("a wheel");
        assertThat(kept).hasContent("a wheel");
    }

    @Test
    void leavesNothingOfAFileThatIsAnother() throws Exception {
        Path kept = folder.resolve(SiteCache.place(DIGEST));
        Files.createDirectories(folder.resolve(DIGEST.hex().substring(0, 2)));
        Files.writeString(kept, "another wheel");
        Path file = folder.resolve("a.whl");

        assertThatIOException()
                .isThrownBy(() -> cache(folder.toString()).take(DIGEST, file))
                .withMessageContaining("SHA-256");
        assertThat(file).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"srv/cache", "ftp://mirror.lab.example/cache", "https:/cache", ""})
    void isAFolderOrAnAddress(String root) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> cache(root))
                .withMessageContaining("lamplighter.site-cache")
                .withMessageContaining("absolute path");
    }

    private static SiteCache cache(String root) {
        return new SiteCache(root, new MachineTrust());
    }
}
