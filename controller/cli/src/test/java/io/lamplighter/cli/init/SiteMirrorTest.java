package io.lamplighter.cli.init;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SiteMirrorTest {
    @TempDir
    Path root;

    @ParameterizedTest
    @ValueSource(strings = {"home/.config/pip/pip.conf", "home/.pip/pip.conf", "etc/xdg/pip/pip.conf", "etc/pip.conf"})
    void readsEveryFileThatPipReads(String name) throws IOException {
        write(name, "[global]\ntimeout = 60\nindex-url = https://mirror.example/simple\n");

        Optional<SiteMirror> found = find(Map.of());

        assertThat(found)
                .contains(new SiteMirror(
                        "https://mirror.example/simple", root.resolve(name).toString()));
    }

    @Test
    void takesTheAccountsFileBeforeTheSystems() throws IOException {
        write("etc/pip.conf", "[global]\nindex-url=https://system.example/simple\n");
        write("home/.config/pip/pip.conf", "[global]\nindex_url: https://account.example/simple\n");

        assertThat(find(Map.of())).map(SiteMirror::url).contains("https://account.example/simple");
    }

    @Test
    void takesAVariableBeforeAnyFile() throws IOException {
        write("etc/pip.conf", "[global]\nindex-url=https://system.example/simple\n");

        assertThat(find(Map.of("UV_DEFAULT_INDEX", "https://variable.example/simple", "PIP_INDEX_URL", "x")))
                .contains(new SiteMirror("https://variable.example/simple", "UV_DEFAULT_INDEX"));
    }

    @Test
    void findsNothingInAFileThatNamesNoIndex() throws IOException {
        write(
                "etc/pip.conf",
                "[global]\n# index-url = https://old.example/simple\nextra-index-url = https://x.example\n");

        assertThat(find(Map.of("PIP_INDEX_URL", " "))).isEmpty();
    }

    private Optional<SiteMirror> find(Map<String, String> variables) {
        return SiteMirror.find(variables, root.resolve("home"), root);
    }

    private void write(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
