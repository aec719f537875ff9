package io.lamplighter.agent.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lamplighter.agent.failure.FailureException;
import io.lamplighter.api.machine.MachineFacts.Interpreter;
import io.lamplighter.api.manifest.ArchiveUrl;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.manifest.Toolkit.Archive;
import io.lamplighter.api.manifest.Toolkit.Platform;
import io.lamplighter.api.manifest.ToolkitVersion;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.Sha256;
import io.lamplighter.api.plan.AvailableSource;
import io.lamplighter.api.plan.Candidate;
import io.lamplighter.api.plan.Candidate.Placement;
import io.lamplighter.api.plan.CondaCandidate;
import io.lamplighter.api.plan.Plan;
import io.lamplighter.api.plan.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyFileTest {
    private static final String POLICY = """
            hosts: [mirror.lab.example, "*.wheels.example", 192.0.2.7]
            steps: [createEnvironment, solve, install, verify, expose]
            installers: [uv]
            interpreters: [/usr/bin]
            """;
    private static final Plan PLAN = new Plan(
            Plan.FORMAT,
            new EnvironmentName("lab"),
            List.of(
                    new Step.CreateEnvironment(">=3.9"),
                    new Step.Solve(
                            List.of("torch"),
                            List.of(new Candidate(
                                    "torch 2.10.0 cpu",
                                    List.of(),
                                    Map.of("torch", new Placement(Source.PYTORCH, "cpu")))),
                            Source.PYPI)));

    @TempDir
    Path folder;

    @Test
    void letsAnAccountDoWhatItCanWithoutAFile() throws Exception {
        Policy policy = new PolicyFile(folder.resolve("none.yaml"), false).current();

        assertThatCode(() -> policy.check(PLAN, List.of())).doesNotThrowAnyException();
        assertThat(policy.explanation()).startsWith("Everything is allowed");
    }

    @Test
    void allowsASystemNothingWithoutAFile() throws Exception {
        Policy policy = new PolicyFile(folder.resolve("none.yaml"), true).current();

        assertRefused(policy, PLAN, List.of(), "the step createEnvironment");
        assertThat(policy.allowsAddress("https://mirror.lab.example/simple")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "https://mirror.lab.example/simple,        true",
        "https://MIRROR.lab.example:8443/simple,   true",
        "https://a.wheels.example/simple,          true",
        "http://192.0.2.7/simple,                  true",
        "https://wheels.example/simple,            false",
        "https://mirror.lab.example.evil.example/, false",
        "https://evilwheels.example/,              false",
        "https://mirror.lab.example@evil.example/, false",
        "file:///srv/mirror,                       false",
        "not an address,                           false",
    })
    void coversHostsAsTheyAreWritten(String address, boolean allowed) throws Exception {
        assertThat(policy(POLICY).allowsAddress(address)).isEqualTo(allowed);
    }

    @Test
    void refusesASourceOnAnotherHostAndEveryOtherFallback() throws Exception {
        Policy policy = policy(POLICY);
        AvailableSource here = source("https://mirror.lab.example/whl");
        AvailableSource unused = new AvailableSource(
                Source.CONDA_FORGE, Source.Type.CONDA, "https://elsewhere.example/conda-forge", List.of());

        policy.check(PLAN, List.of(here, unused));

        assertRefused(
                policy,
                PLAN,
                List.of(source("https://elsewhere.example/whl")),
                "the host elsewhere.example of the source pytorch");
        assertRefused(
                policy,
                PLAN,
                List.of(new AvailableSource(
                        Source.PYTORCH,
                        Source.Type.PYTORCH,
                        "https://mirror.lab.example/whl",
                        List.of("https://fallback.example/whl"),
                        List.of(),
                        List.of())),
                "the host fallback.example of the source pytorch");
    }

    @Test
    void refusesStepsAndInstallersThatAreNotNamed() throws Exception {
        assertRefused(policy(POLICY.replace("solve, ", "")), PLAN, List.of(), "the step solve");
        assertRefused(policy(POLICY.replace("[uv]", "[]")), PLAN, List.of(), "the installer uv");
        assertThatCode(() -> policy(POLICY.replace("[uv]", "[pip]")).check(PLAN, List.of()))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"micromamba", "mamba", "conda"})
    void allowsCondaPackagesWhereOneOfTheirInstallersIsNamed(String installer) throws Exception {
        Plan plan = new Plan(
                Plan.FORMAT,
                PLAN.environment(),
                List.of(
                        new Step.SolveConda(
                                List.of("python 3.11.*"),
                                List.of(new CondaCandidate(
                                        "as written", List.of(), List.of(Source.CONDA_FORGE), null, null))),
                        new Step.InstallConda("only", List.of())));
        String steps = POLICY.replace("solve, ", "solve, solveConda, installConda, ");

        assertThatCode(() ->
                        policy(steps.replace("[uv]", "[" + installer + "]")).check(plan, List.of()))
                .doesNotThrowAnyException();
        assertRefused(policy(steps), plan, List.of(), "every installer of conda packages: micromamba, mamba and conda");
    }

    @Test
    void allowsAToolkitWhereItsStepsAndTheHostOfEveryArchiveAreNamed() throws Exception {
        Plan plan = toolkit("https://mirror.lab.example/cuda.tar.gz");
        String steps = POLICY.replace("solve, ", "solve, unpackToolkit, proveToolkit, ");

        assertThatCode(() -> policy(steps).check(plan, List.of())).doesNotThrowAnyException();
        assertRefused(policy(POLICY), plan, List.of(), "the step unpackToolkit");
        assertRefused(policy(steps.replace("proveToolkit, ", "")), plan, List.of(), "the step proveToolkit");
        assertRefused(
                policy(steps),
                toolkit("https://elsewhere.example/cuda.tar.gz"),
                List.of(),
                "the host elsewhere.example of the archive cuda.tar.gz");
    }

    private static Plan toolkit(String url) {
        ToolkitVersion version = new ToolkitVersion("12.6.3");
        return new Plan(
                Plan.FORMAT,
                PLAN.environment(),
                List.of(
                        new Step.UnpackToolkit(
                                Step.ToolkitProduct.CUDA,
                                version,
                                List.of(new Archive(new ArchiveUrl(url), Sha256.of("cuda")))),
                        new Step.ProveToolkit(version, null, Platform.LINUX_X86_64, false),
                        new Step.Expose(false, Map.of())));
    }

    @Test
    void knowsOnlyInterpretersOfItsFolders() throws Exception {
        Interpreter system = new Interpreter("3.11.2", "/usr/bin/python3.11");
        List<Interpreter> all = List.of(
                new Interpreter("3.13.0", "/usr/binary/python3"),
                new Interpreter("3.13.0", "/usr/bin/../../home/ada/python3"),
                system);

        assertThat(policy(POLICY).allowed(all)).containsExactly(system);
    }

    @Test
    void saysWhereAMistakeIsAndWhatIsNearIt() {
        assertThatExceptionOfType(FailureException.class)
                .isThrownBy(() -> policy(POLICY.replace("installers", "installer")))
                .withMessageContaining("POLICY_UNREADABLE")
                .withMessageContaining("policy.yaml:3:1")
                .withMessageContaining("installers");
        assertThatExceptionOfType(FailureException.class)
                .isThrownBy(() -> policy(POLICY + "sourceBuilds: true\n"))
                .withMessageContaining("not in this version");
    }

    @Test
    void saysThatItIsNoText() throws Exception {
        Path file = Files.write(folder.resolve("policy.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});

        assertThatExceptionOfType(FailureException.class)
                .isThrownBy(() -> new PolicyFile(file, false).current())
                .withMessageEndingWith("nothing is allowed. " + file + " is not text in UTF-8");
    }

    /** As a plain account cannot in a folder that is root's alone. */
    @Test
    void allowsNothingWhereItCannotLookWhetherThereIsAPolicy() throws Exception {
        Path loop = Files.createSymbolicLink(folder.resolve("loop"), Path.of("loop"));

        assertThatExceptionOfType(FailureException.class)
                .isThrownBy(() -> new PolicyFile(loop.resolve("policy.yaml"), false).current())
                .withMessageContaining("POLICY_UNREADABLE");
    }

    @Test
    void reliesOnNothingThatOthersCouldHaveWritten() throws Exception {
        Path file = Files.writeString(folder.resolve("policy.yaml"), POLICY);
        assertThatCode(() -> new PolicyFile(file, true).current()).doesNotThrowAnyException();

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));

        assertThatExceptionOfType(FailureException.class)
                .isThrownBy(() -> new PolicyFile(file, true).current())
                .withMessageContaining("others than root can write " + file);
    }

    private Policy policy(String text) throws IOException, FailureException {
        return new PolicyFile(Files.writeString(folder.resolve("policy.yaml"), text), false).current();
    }

    private static AvailableSource source(String url) {
        return new AvailableSource(Source.PYTORCH, Source.Type.PYTORCH, url, List.of());
    }

    private static void assertRefused(Policy policy, Plan plan, List<AvailableSource> sources, String what) {
        assertThatExceptionOfType(FailureException.class)
                .isThrownBy(() -> policy.check(plan, sources))
                .satisfies(refusal -> {
                    assertThat(refusal.diagnosis().signature()).hasToString("POLICY_REFUSED:" + what);
                    assertThat(refusal.diagnosis().message()).contains(policy.origin());
                });
    }
}
