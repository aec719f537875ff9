package io.lamplighter.agent.installer;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.agent.installer.UvCommands.SolveInput;
import io.lamplighter.agent.layout.Layout;
import io.lamplighter.agent.network.Passage;
import io.lamplighter.agent.process.Command;
import io.lamplighter.api.reach.MachineTrust;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UvCommandsTest {
    @TempDir
    Path folder;

    private UvCommands uv;

    @BeforeEach
    void haveABundle() throws Exception {
        Path bundle = Files.createFile(folder.resolve("authorities.crt"));
        uv = new UvCommands(Path.of("/opt/uv"), new Layout(folder), new MachineTrust(List.of(bundle)), true);
    }

    @Test
    void namesTheInterpreterByItsPathAndDownloadsNone() {
        Command command = uv.createEnvironment(folder.resolve("generation"), Path.of("/usr/bin/python3.11"));

        assertThat(command.arguments())
                .containsSequence("--python", "/usr/bin/python3.11")
                .contains("--no-python-downloads");
    }

    @Test
    void installsBinariesByDigestWithoutSolvingAndNeverByHardLink() {
        Command command = uv.install(
                folder.resolve("generation"),
                folder.resolve("r.txt"),
                Optional.of(new PackageIndex.Simple("https://mirror.lab.example/simple")),
                Passage.FREE);

        assertThat(command.arguments())
                .contains("--no-deps", "--require-hashes", "--compile-bytecode", "--no-config", "--system-certs")
                .containsSequence("--only-binary", ":all:")
                .containsSequence("--link-mode", "copy")
                .containsSequence("--default-index", "https://mirror.lab.example/simple")
                .containsSequence("--cache-dir", folder.resolve("cache/uv").toString());
    }

    @Test
    void looksAtNoIndexBesideAPage() {
        Command command = uv.install(
                folder.resolve("generation"),
                folder.resolve("r.txt"),
                Optional.of(new PackageIndex.Flat("https://mirror.lab.example/whl/torch_stable.html")),
                Passage.FREE);

        assertThat(command.arguments())
                .containsSequence("--no-index", "--find-links", "https://mirror.lab.example/whl/torch_stable.html")
                .doesNotContain("--default-index");
    }

    @Test
    void givesASolveMoreTimeThatMustFetchFilesForTheirDigests() {
        Map<String, PackageIndex> page =
                Map.of("torch", new PackageIndex.Flat("https://mirror.lab.example/whl/torch_stable.html"));

        Command usual = uv.lock(input(new Indexes(Map.of(), null)), folder.resolve("pylock.toml"));
        Command byPage = uv.lock(input(new Indexes(page, null)), folder.resolve("pylock.toml"));

        assertThat(byPage.timeout()).isGreaterThan(usual.timeout());
    }

    @Test
    void handsOnAnEnvironmentOfKnownVariablesOnly() {
        Command command = uv.check(folder.resolve("generation"));

        assertThat(command.environment())
                .containsOnlyKeys(
                        "PATH",
                        "LANG",
                        "HOME",
                        "TMPDIR",
                        "XDG_CONFIG_HOME",
                        "XDG_CONFIG_DIRS",
                        "XDG_DATA_HOME",
                        "XDG_CACHE_HOME",
                        "UV_CREDENTIALS_DIR",
                        "UV_NO_CONFIG",
                        "SSL_CERT_FILE")
                .containsEntry("PATH", "/usr/bin:/bin")
                .containsEntry(
                        "SSL_CERT_FILE", folder.resolve("authorities.crt").toString());
        assertThat(command.environment().get("HOME")).startsWith(folder.toString());
    }

    private SolveInput input(Indexes indexes) {
        return new SolveInput(
                folder.resolve("pyproject.toml"),
                Path.of("/usr/bin/python3.11"),
                indexes,
                Passage.FREE,
                null,
                ReleasedBefore.ANY_TIME);
    }
}
