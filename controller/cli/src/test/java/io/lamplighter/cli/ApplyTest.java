package io.lamplighter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.api.manifest.Manifest.Kind;
import io.lamplighter.api.manifest.ManifestProblem;
import io.lamplighter.api.manifest.ManifestReader;
import io.lamplighter.api.name.ManifestName;
import io.lamplighter.api.view.Applied;
import io.lamplighter.api.view.Applied.Change;
import io.lamplighter.api.wire.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplyTest {
    private static final Applied CREATED = new Applied(
            Kind.ENVIRONMENT,
            new ManifestName("torch"),
            Change.CREATED,
            1,
            5,
            "+kind: Environment\n",
            List.of("2 machines get it"));
    private static final Applied UNCHANGED =
            new Applied(Kind.GROUP, new ManifestName("everyone"), Change.UNCHANGED, 4, 5, "", List.of());

    @TempDir
    Path folder;

    private FakeController controller;
    private LampRun lamp;

    @BeforeEach
    void start() throws IOException {
        controller = new FakeController();
        lamp = new LampRun(folder).withController(controller);
    }

    @AfterEach
    void stop() {
        controller.close();
    }

    @Test
    void saysWhatBecameOfEachManifest() {
        lamp.write("site/environment.yaml", Samples.ENVIRONMENT);
        controller.on("POST /api/v1/apply", List.of(CREATED, UNCHANGED));

        int status = lamp.run("apply", "-f", "FOLDER/site");

        assertThat(status).isZero();
        assertThat(lamp.out()).isEqualTo("""
                environment/torch created (revision 1)
                  2 machines get it
                group/everyone unchanged (revision 4)
                """);
        assertThat(lamp.err()).isEmpty();
    }

    @Test
    void sendsAllFilesOfADirectoryInOrderAsOneText() throws Exception {
        lamp.write("site/b/group.yml", "--- # a document may say where it begins\n" + Samples.GROUP);
        lamp.write("site/a.yaml", Samples.ENVIRONMENT.stripTrailing());
        lamp.write("site/c.json", """
                {"apiVersion": "lamplighter.io/v1", "kind": "Group", "metadata": {"name": "others"},
                 "spec": {"selector": {}, "environments": []}}""");
        lamp.write("site/notes.txt", "not a manifest");
        lamp.write("site/.hidden.yaml", "not one either");
        controller.on("POST /api/v1/apply", List.of(CREATED));

        int status = lamp.run("apply", "-f", "FOLDER/site");

        assertThat(status).isZero();
        assertThat(ManifestReader.read("sent", controller.requests().getFirst().body()))
                .extracting(manifest -> manifest.metadata().name().value())
                .containsExactly("torch", "everyone", "others");
    }

    @Test
    void readsStandardInput() {
        controller.on("POST /api/v1/apply", List.of(CREATED));
        lamp.withInput(Samples.ENVIRONMENT);

        int status = lamp.run("apply", "-f", "-");

        assertThat(status).isZero();
        assertThat(controller.requests().getFirst().body()).isEqualTo(Samples.ENVIRONMENT);
        assertThat(controller.requests().getFirst().contentType()).isEqualTo("application/yaml");
    }

    @Test
    void namesEveryProblemOfEveryFileAndSendsNothing() {
        lamp.write("site/environment.yaml", Samples.ENVIRONMENT.replace("python:", "pyton:"));
        lamp.write("site/group.yaml", Samples.GROUP.replace("everyone", "Every One"));

        int status = lamp.run("apply", "-f", "FOLDER/site");

        assertThat(status).isEqualTo(2);
        assertThat(lamp.err())
                .contains(
                        "FOLDER/site/environment.yaml:5:3: /spec/pyton: unknown field \"pyton\"; did you mean \"python\"?")
                .contains("FOLDER/site/group.yaml:3:18: /metadata/name: ")
                .endsWith("lamp: 3 problems; nothing was changed, correct the manifests and try again\n");
        assertThat(controller.requests()).isEmpty();
    }

    @Test
    void findsThePlaceOfWhatTheControllerDoesNotLike() {
        lamp.write("site/a.yaml", Samples.ENVIRONMENT);
        lamp.write("site/b.yaml", Samples.GROUP);
        int lineOfGroupSpec = 7 + 1 + 4;
        controller.refuse(
                "POST /api/v1/apply",
                new Problem(
                        "/problems/invalid-manifest",
                        "Invalid manifest",
                        422,
                        "wrong",
                        null,
                        List.of(new ManifestProblem("body", lineOfGroupSpec, 7, "/spec", "is not liked"))));

        int status = lamp.run("apply", "-f", "FOLDER/site");

        assertThat(status).isEqualTo(2);
        assertThat(lamp.err()).isEqualTo("""
                FOLDER/site/b.yaml:4:7: /spec: is not liked
                lamp: 1 problem; nothing was changed, correct the manifests and try again
                """);
    }

    @Test
    void refusesTheSameManifestInTwoFiles() {
        lamp.write("a.yaml", Samples.GROUP);
        lamp.write("b.yaml", Samples.GROUP);

        int status = lamp.run("apply", "-f", "FOLDER/a.yaml", "-f", "FOLDER/b.yaml");

        assertThat(status).isEqualTo(2);
        assertThat(lamp.err())
                .isEqualTo(
                        "lamp: group/everyone stands twice, in FOLDER/a.yaml and in FOLDER/b.yaml; keep one of them\n");
    }

    @Test
    void saysThatThereIsNoSuchFile() {
        int status = lamp.run("apply", "-f", "FOLDER/nothing.yaml");

        assertThat(status).isEqualTo(2);
        assertThat(lamp.err())
                .isEqualTo("lamp: there is no file FOLDER/nothing.yaml; -f takes a file, a directory or -\n");
    }

    @Test
    void saysThatADirectoryHoldsNoManifest() {
        lamp.write("site/notes.txt", "");

        int status = lamp.run("apply", "-f", "FOLDER/site");

        assertThat(status).isEqualTo(2);
        assertThat(lamp.err()).startsWith("lamp: there is no *.yaml, *.yml or *.json in FOLDER/site; `lamp init");
    }

    @Test
    void rehearsesAndShowsTheDifference() {
        lamp.withInput(Samples.ENVIRONMENT);
        controller.on("POST /api/v1/apply?dryRun=true", List.of(CREATED));

        int status = lamp.run("apply", "-f", "-", "--dry-run");

        assertThat(status).isZero();
        assertThat(lamp.out()).isEqualTo("""
                environment/torch created (revision 1, dry run)
                  2 machines get it
                +kind: Environment
                """);
    }

    @Test
    void saysHowToConfirmALargeRemoval() {
        lamp.withInput(Samples.GROUP);
        controller.refuse(
                "POST /api/v1/apply",
                Samples.problem(
                        409,
                        "confirmation-needed",
                        "12 placements would be lost on 40 machines",
                        "if that is meant, repeat it with --confirm 12"));
        controller.on("POST /api/v1/apply?confirm=12", List.of(UNCHANGED));

        int refused = lamp.run("apply", "-f", "-");
        int confirmed = lamp.run("apply", "-f", "-", "--confirm", "12");

        assertThat(refused).isEqualTo(4);
        assertThat(lamp.err())
                .isEqualTo("lamp: the controller at " + controller.url()
                        + " refused: 12 placements would be lost on 40 machines;"
                        + " if that is meant, repeat it with --confirm 12\n");
        assertThat(confirmed).isZero();
    }

    @Test
    void writesJsonForPrograms() {
        lamp.withInput(Samples.ENVIRONMENT);
        controller.on("POST /api/v1/apply", List.of(CREATED));

        lamp.run("apply", "-f", "-", "-o", "json");

        assertThat(Samples.read(lamp.out(), Applied[].class)).containsExactly(CREATED);
    }

    @Test
    void coloursWhatChangedOnATerminal() {
        lamp.withInput(Samples.ENVIRONMENT).withColours();
        controller.on("POST /api/v1/apply", List.of(CREATED, UNCHANGED));

        lamp.run("apply", "-f", "-");

        assertThat(lamp.out()).isEqualTo("""
                \u001b[32menvironment/torch created (revision 1)\u001b[0m
                  2 machines get it
                group/everyone unchanged (revision 4)
                """);
    }

    @Test
    void endsADiffWithZeroWhenNothingDiffers() {
        lamp.withInput(Samples.GROUP);
        controller.on("POST /api/v1/apply?dryRun=true", List.of(UNCHANGED));

        int status = lamp.run("diff", "-f", "-");

        assertThat(status).isZero();
        assertThat(lamp.out()).isEmpty();
    }

    @Test
    void endsADiffWithOneWhenSomethingDiffers() {
        lamp.withInput(Samples.ENVIRONMENT);
        controller.on("POST /api/v1/apply?dryRun=true", List.of(CREATED, UNCHANGED));

        int status = lamp.run("diff", "-f", "-");

        assertThat(status).isEqualTo(1);
        assertThat(lamp.out()).isEqualTo("""
                environment/torch created (revision 1, dry run)
                  2 machines get it
                +kind: Environment
                """);
    }

    @Test
    void endsADiffWithTwoWhenAManifestIsWrong() {
        lamp.withInput("kind: Nothing");

        int status = lamp.run("diff", "-f", "-");

        assertThat(status).isEqualTo(2);
        assertThat(lamp.err()).startsWith("-:1:");
    }
}
