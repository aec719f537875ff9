package io.lamplighter.agent.installer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lamplighter.agent.failure.FailureException;
import io.lamplighter.agent.fixture.TestMachine;
import io.lamplighter.agent.layout.Layout;
import io.lamplighter.agent.policy.Policies;
import io.lamplighter.agent.process.CommandResult.Exited;
import io.lamplighter.agent.process.SystemCommands;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.plan.AvailableSource;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UvProgramTest {
    /** Below the build's folder: on the path of a file in the system's temporary folder everybody may write. */
    @TempDir(factory = InBuildFolder.class)
    Path folder;

    private Layout layout;

    @BeforeEach
    void layOut() throws IOException {
        layout = new Layout(folder.toRealPath());
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            uv 0.13.9 (x86_64-unknown-linux-gnu), 0.13.9
            uv 0.14.0,                            0.14.0
            """)
    void readsAVersion(String answer, String version) {
        assertThat(UvProgram.parse(answer).orElseThrow()).hasToString(version);
    }

    @Test
    void usesOneOfTheMachineThatIsNewEnough() throws Exception {
        Path uv = fake("uv 0.13.9", "rwxr-xr-x");

        assertThat(program().tool().path()).isEqualTo(uv.toString());
    }

    @Test
    void asksOneOfTheMachineAgainOnlyWhenItIsAnother() throws Exception {
        Path uv = compiled(folder.toRealPath().resolve("uv"));
        var asked = new AtomicInteger();
        var program = new UvProgram(
                layout,
                _ -> new Exited(0, "uv 0.13." + asked.incrementAndGet()),
                List.of(folder),
                TestMachine.NETWORK,
                Policies.OPEN);

        assertThat(program.tool().version()).isEqualTo("0.13.1");
        assertThat(program.tool().version()).isEqualTo("0.13.1");
        Files.move(compiled(uv.resolveSibling("new")), uv, StandardCopyOption.REPLACE_EXISTING);

        assertThat(program.tool().version()).isEqualTo("0.13.2");
    }

    @ParameterizedTest
    @CsvSource({"1777, true", "0777, false"})
    void startsNothingFromAFolderWhereOthersCouldReplaceIt(String mode, boolean started) throws Exception {
        fake("uv 0.13.9", "rwxr-xr-x");
        Files.setAttribute(folder.toRealPath(), "unix:mode", Integer.parseInt(mode, 8));

        assertThat(program().tool().path() != null).isEqualTo(started);
    }

    @ParameterizedTest
    @CsvSource({
        "uv 0.4.30, rwxr-xr-x",
        "uv 0.13.9, rwxrwxrwx",
        "uv 0.13.9, rwxrwxr-x",
        "uv 0.13.9, rw-r--r--",
        "hello, rwxr-xr-x"
    })
    void passesOverOneThatIsTooOldOrThatOthersCouldHavePutThere(String answer, String permissions) throws Exception {
        fake(answer, permissions);

        assertThat(program().tool().path()).isNull();
    }

    @Test
    void saysWhereItLookedWhenNoneCanBeFetched() {
        var nowhere = new AvailableSource(Source.PYPI, Source.Type.PYPI, "http://127.0.0.1:1/simple", List.of());

        assertThatThrownBy(() -> program().locate(List.of(nowhere)))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("SOURCE_UNREACHABLE:http://127.0.0.1:1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"files": [{"filename": "uv-1-py3.whl", "url": "https://files.lab.example/uv-1-py3.whl"}]} | https://files.lab.example/uv-1-py3.whl
            <a href="../../files/uv-1-py3.whl#sha256=00">uv-1-py3.whl</a>                              | https://mirror.lab.example/files/uv-1-py3.whl
            """)
    void findsAFileOnAPageOfEitherKind(String text, String address) {
        IndexPage page = new IndexPage(URI.create("https://mirror.lab.example/simple/uv/"), text);

        assertThat(page.file("uv-1-py3.whl")).contains(URI.create(address));
        assertThat(page.file("uv-2-py3.whl")).isEmpty();
    }

    private UvProgram program() {
        return new UvProgram(
                layout, new SystemCommands(layout.scratch()), List.of(folder), TestMachine.NETWORK, Policies.OPEN);
    }

    private static Path compiled(Path file) throws IOException {
        Files.write(file, new byte[] {0x7f, 'E', 'L', 'F'});
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Path fake(String answer, String permissions) throws IOException {
        Path uv = folder.toRealPath().resolve("uv");
        Files.write(uv, "#!/bin/sh\necho '%s'\n".formatted(answer).getBytes(UTF_8));
        return Files.setPosixFilePermissions(uv, PosixFilePermissions.fromString(permissions));
    }
}
