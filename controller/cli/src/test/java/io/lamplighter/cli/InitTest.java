package io.lamplighter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.api.manifest.Environment;
import io.lamplighter.api.manifest.Group;
import io.lamplighter.api.manifest.Manifest;
import io.lamplighter.api.manifest.ManifestReader;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.plan.BuiltInSources;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InitTest {
    @TempDir
    Path folder;

    private LampRun lamp;

    @BeforeEach
    void start() {
        // the public index stands for "no mirror", whatever the machine that tests is configured with
        lamp = new LampRun(folder).withVariable("PIP_INDEX_URL", BuiltInSources.defaultIndex());
    }

    @Test
    void writesManifestsThatWorkHere() throws Exception {
        lamp.withAgent(Samples.FACTS);

        int status = lamp.run("init", "FOLDER/site");

        assertThat(status).isZero();
        assertThat(lamp.out()).matches("""
                wrote FOLDER/site/environment\\.yaml
                wrote FOLDER/site/group\\.yaml
                environment torch: Python 3\\.11, on this machine torch \\S+ cpu
                group everyone: gives it to every machine
                next: lamp apply -f FOLDER/site
                """);
        Environment environment = (Environment) read("environment.yaml");
        assertThat(environment.spec().python().text()).isEqualTo("3.11");
        assertThat(((Group) read("group.yaml")).spec().selector()).isEmpty();
        assertThat(folder.resolve("site/source.yaml")).doesNotExist();
        assertThat(lamp.run("plan", "-f", "FOLDER/site")).isZero();
    }

    @Test
    void takesTheNewestPythonThatTorchExistsFor() throws Exception {
        lamp.withAgent(Samples.FACTS.replace(
                "[{\"version\": \"3.11.2\"",
                "[{\"version\": \"3.49.0\", \"path\": \"/opt/python\"}, {\"version\": \"3.11.2\""));

        int status = lamp.run("init", "FOLDER/site");

        assertThat(status).isZero();
        assertThat(((Environment) read("environment.yaml")).spec().python().text())
                .isEqualTo("3.11");
    }

    @Test
    void turnsASitesMirrorIntoASource() throws Exception {
        lamp.withAgent(Samples.FACTS).withVariable("PIP_INDEX_URL", "https://mirror.example/simple/");

        int status = lamp.run("init", "FOLDER/site");

        assertThat(status).isZero();
        assertThat(lamp.out()).contains("source site-pypi: https://mirror.example/simple\n");
        Source source = (Source) read("source.yaml");
        assertThat(source.spec().url().text()).isEqualTo("https://mirror.example/simple");
        assertThat(source.spec().replaces()).isEqualTo(Source.PYPI);
    }

    @Test
    void writesNoPasswordOfAMirrorDown() {
        lamp.withAgent(Samples.FACTS).withVariable("PIP_INDEX_URL", "https://me:secret@mirror.example/simple");

        int status = lamp.run("init", "FOLDER/site");

        assertThat(status).isZero();
        assertThat(lamp.err())
                .startsWith("lamp: the mirror in PIP_INDEX_URL becomes no source: ")
                .doesNotContain("secret");
        assertThat(folder.resolve("site/source.yaml")).doesNotExist();
    }

    @Test
    void overwritesNothingUnlessForced() throws Exception {
        lamp.withAgent(Samples.FACTS);
        Path group = lamp.write("site/group.yaml", "mine");

        int refused = lamp.run("init", "FOLDER/site");

        assertThat(refused).isEqualTo(2);
        assertThat(lamp.err())
                .isEqualTo("lamp: FOLDER/site/group.yaml exists, and nothing was written;"
                        + " name another directory, or add --force\n");
        assertThat(group).hasContent("mine");
        assertThat(folder.resolve("site/environment.yaml")).doesNotExist();
        assertThat(lamp.run("init", "FOLDER/site", "--force")).isZero();
        assertThat(read("group.yaml")).isInstanceOf(Group.class);
    }

    @Test
    void endsWithThreeWhereNothingWorks() {
        lamp.withAgent(Samples.FACTS.replace("\"glibc\": \"2.36\"", "\"glibc\": \"2.5\""));

        int status = lamp.run("init", "FOLDER/site");

        assertThat(status).isEqualTo(3);
        assertThat(lamp.err())
                .contains("lamp: no PyTorch works on this machine as it is; ")
                .contains("2.5");
        assertThat(folder.resolve("site")).doesNotExist();
    }

    @Test
    void endsWithThreeWhereThereIsNoPython() {
        lamp.withAgent(Samples.FACTS.replace("\"3.11.2\"", "\"2.7.18\""));

        int status = lamp.run("init", "FOLDER/site");

        assertThat(status).isEqualTo(3);
        assertThat(lamp.err()).startsWith("lamp: this machine has no Python 3 ");
    }

    @Test
    void saysWhereTheAgentsProgramIsLookedFor() {
        int status = lamp.run("init", "FOLDER/site");

        assertThat(status).isEqualTo(2);
        assertThat(lamp.err())
                .isEqualTo("lamp: lamplighter-agent is neither beside lamp nor on PATH; name it by --agent FILE\n");
    }

    @Test
    void findsTheAgentsProgramOnThePath() throws Exception {
        lamp.withAgent(Samples.FACTS).withVariable("PATH", ":relative:" + folder.resolve("elsewhere"));
        Files.move(folder.resolve("bin"), folder.resolve("elsewhere"));

        int status = lamp.run("init", "FOLDER/site");

        assertThat(status).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"no\": \"facts\"}", "Welcome!"})
    void doubtsAProgramThatPrintsNoFacts(String printed) {
        lamp.withAgent(printed);

        int status = lamp.run("init", "FOLDER/site");

        assertThat(status).isEqualTo(1);
        assertThat(lamp.err())
                .startsWith("lamp: FOLDER/bin/lamplighter-agent facts printed something else than facts; ");
    }

    @Test
    void passesOnTheDoctorsArgumentsAndExitCode() {
        lamp.withAgent(Samples.FACTS);

        int status = lamp.run("doctor", "-o", "json");

        assertThat(status).isEqualTo(1);
        assertThat(folder.resolve("doctor")).hasContent("-o json");
    }

    private Manifest read(String name) throws Exception {
        return ManifestReader.read(name, Files.readString(folder.resolve("site").resolve(name)))
                .getFirst();
    }
}
