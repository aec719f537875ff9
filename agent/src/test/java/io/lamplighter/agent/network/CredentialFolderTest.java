package io.lamplighter.agent.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lamplighter.agent.network.CredentialFolder.Entry;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.name.CredentialName;
import io.lamplighter.api.plan.AvailableSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CredentialFolderTest {
    private static final CredentialName NAME = new CredentialName("lab-mirror");
    private static final String LOGIN = """
            hosts: [mirror.lab.example]
            user: anna
            password: "sesame"
            """;

    @TempDir
    Path folder;

    private CredentialFolder credentials;
    private Network network;

    @BeforeEach
    void make() {
        credentials = new CredentialFolder(folder);
        network = Network.of(null, folder, null);
    }

    @Test
    void givesWhatStandsInAPrivateFile() throws Exception {
        write("lab-mirror", LOGIN, "rw-------");

        assertThat(credentials.read(NAME).kind()).isEqualTo("user anna");
        assertThat(network.to(List.of(source("https://mirror.lab.example/simple")))
                        .uvCredentials())
                .contains("""
                        [[credential]]
                        service = "https://mirror.lab.example"
                        scheme = "basic"
                        username = "anna"
                        password = "sesame"
                        """);
    }

    @Test
    void saysThatThereIsNone() {
        assertThatThrownBy(() -> credentials.read(NAME))
                .hasMessageContaining("CREDENTIAL_MISSING:lab-mirror")
                .hasMessageContaining("There is no file " + folder.resolve("lab-mirror"));
    }

    @ParameterizedTest
    @CsvSource({"rw-r-----", "rw----r--", "rw--w----", "rw-rw-rw-"})
    void takesNoneThatOthersCanReadOrWrite(String permissions) throws Exception {
        write("lab-mirror", LOGIN, permissions);

        assertThatThrownBy(() -> credentials.read(NAME)).hasMessageContaining("CREDENTIAL_UNUSABLE:lab-mirror");
    }

    @Test
    void followsNoLink() throws Exception {
        Path elsewhere = write("elsewhere", LOGIN, "rw-------");
        Files.createSymbolicLink(folder.resolve("lab-mirror"), elsewhere);

        assertThatThrownBy(() -> credentials.read(NAME)).hasMessageContaining("no plain file");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            hosts: [m.example]\\nuser: anna\\npasword: sesame           | did you mean "password"?
            hosts: [m.example]\\nuser: anna                             | not as it should be
            user: anna\\npassword: sesame                               | required field "hosts" is missing
            hosts: sesame\\ntoken: sesame                               | not as it should be
            hosts: ["https://sesame@m.example"]\\ntoken: sesame         | not as it should be
            hosts: [m.example]\\ntoken: [sesame]                        | not as it should be
            hosts: [m.example]\\ntoken: 475869708192                            | not as it should be
            hosts: [m.example]\\ntoken: "sesame                         | not as it should be
            hosts: [m.example]\\ntoken: sesame\\npassword: sesame\\nuser: a | not as it should be
            sesame                                                     | not as it should be
            """)
    void saysWhatIsWrongAndRepeatsNothing(String text, String message) throws Exception {
        write("lab-mirror", text.replace("\\n", "\n"), "rw-------");

        assertThatThrownBy(() -> credentials.read(NAME))
                .hasMessageContaining("CREDENTIAL_UNUSABLE:lab-mirror")
                .hasMessageContaining(folder.resolve("lab-mirror").toString())
                .hasMessageContaining(message)
                .hasMessageNotContaining("sesame")
                .hasMessageNotContaining("475869708192");
    }

    /** The manifest says where the source is, the machine where its secret may go. */
    @Test
    void goesToNoSourceOnAnotherHost() throws Exception {
        write("lab-mirror", LOGIN, "rw-------");
        var evil = source("https://evil.example:8443/simple");

        assertThatThrownBy(() -> network.to(List.of(evil)))
                .hasMessageContaining("CREDENTIAL_UNUSABLE:lab-mirror")
                .hasMessageContaining("does not name evil.example:8443, where the source pypi is");
    }

    /** None of its programs is known to keep one to its hosts. */
    @Test
    void isGivenToNoConda() {
        assertThatThrownBy(() -> ProxyChoice.withoutSecrets(List.of(source("https://mirror.lab.example/conda"))))
                .hasMessageContaining("CREDENTIAL_UNUSABLE:lab-mirror")
                .hasMessageContaining("leave the credential out of the source pypi");
    }

    @Test
    void isOneForAHostInOneSolve() throws Exception {
        write("lab-mirror", LOGIN, "rw-------");
        write("other", LOGIN, "rw-------");
        var other = new AvailableSource(
                Source.PYTORCH,
                Source.Type.PYTORCH,
                "https://mirror.lab.example/whl",
                List.of(),
                null,
                new CredentialName("other"),
                List.of(),
                List.of());

        assertThatThrownBy(() -> network.to(List.of(source("https://mirror.lab.example/simple"), other)))
                .hasMessageContaining("names the host mirror.lab.example as well");
    }

    @Test
    void listsWhatThereIsAndWhatIsWrong() throws Exception {
        write("lab-mirror", LOGIN, "rw-------");
        write("open", LOGIN, "rw-r--r--");
        write("Not A Name", LOGIN, "rw-------");

        List<Entry> all = credentials.all();

        assertThat(all).extracting(Entry::usable).containsExactly(false, true, false);
        assertThat(all.get(1)).isEqualTo(new Entry("lab-mirror", true, "user anna, for mirror.lab.example"));
        assertThat(all.get(2).text()).contains("chmod 600");
        assertThat(all.toString()).doesNotContain("sesame");
    }

    private static AvailableSource source(String url) {
        return new AvailableSource(Source.PYPI, Source.Type.PYPI, url, List.of(), null, NAME, List.of(), List.of());
    }

    private Path write(String name, String text, String permissions) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }
}
