package io.lamplighter.agent.installer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lamplighter.agent.failure.FailureException;
import io.lamplighter.agent.installer.CondaAnswer.Solved;
import io.lamplighter.api.lock.Bound;
import io.lamplighter.api.lock.LockedPackage;
import io.lamplighter.api.manifest.Environment.Installer;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.plan.AvailableSource;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms of answers are those that conda and libmamba document and print by their sources. */
class CondaAnswerTest {
    private static final String SHA256 = "0".repeat(64);
    private static final String OF_CONDA = """
            {
              "actions": {
                "FETCH": [
                  {"build": "py311_0", "channel": "https://conda.lab.example/conda-forge/linux-64", "depends": ["python >=3.11,<3.12.0a0"],
                   "fn": "numpy-2.4.0-py311_0.conda", "md5": "0", "name": "numpy", "sha256": "%1$s", "size": 7, "subdir": "linux-64",
                   "url": "https://conda.lab.example/conda-forge/linux-64/numpy-2.4.0-py311_0.conda", "version": "2.4.0"},
                  {"build": "h0_0_cpython", "depends": [], "fn": "python-3.11.9-h0_0_cpython.conda", "name": "python", "sha256": "%1$s",
                   "url": "https://conda.lab.example/conda-forge/linux-64/python-3.11.9-h0_0_cpython.conda", "version": "3.11.9"}
                ],
                "LINK": [
                  {"base_url": "https://conda.lab.example/conda-forge", "build_string": "h0_0_cpython", "name": "python", "version": "3.11.9"},
                  {"base_url": "https://conda.lab.example/conda-forge", "build_string": "py311_0", "name": "numpy", "version": "2.4.0"}
                ],
                "PREFIX": "/p"
              },
              "dry_run": true, "prefix": "/p", "success": true
            }
            """.formatted(SHA256);

    @Test
    void readsCondasAnswerInTheOrderOfItsLinks() {
        CondaAnswer answer =
                CondaAnswer.parse("warning: something\n" + OF_CONDA + "\nmore").orElseThrow();

        assertThat(answer.packages()).extracting(Solved::name).containsExactly("python", "numpy");
        assertThat(answer.packages().getLast())
                .isEqualTo(new Solved(
                        "numpy",
                        "2.4.0",
                        "py311_0",
                        "https://conda.lab.example/conda-forge/linux-64/numpy-2.4.0-py311_0.conda",
                        SHA256,
                        7L,
                        null,
                        List.of("python >=3.11,<3.12.0a0")));
        assertThat(answer.dependencies().closure(List.of("numpy"))).containsExactlyInAnyOrder("numpy", "python");
    }

    @Test
    void tellsWhichBoundsItBreaksAndNotThoseOfPackagesThatWereNotTaken() {
        Bound broken = new Bound(Installer.CONDA, "numpy", "!=2.4.0");
        List<Bound> bounds = List.of(
                broken,
                new Bound(Installer.CONDA, "numpy", ">=2.4,<2.5.0a0"),
                new Bound(Installer.CONDA, "openssl", "!=1.1.1w"));

        assertThat(CondaAnswer.parse(OF_CONDA).orElseThrow().breaking(bounds)).containsExactly(broken);
    }

    @Test
    void tellsPeopleWhatWasSaidInJson() {
        String failed = """
                error    libmamba Could not solve for environment specs
                {"success": false, "solver_problems": ["nothing provides numpy 99*", "└─ x"], "message": "m"}
                """;

        assertThat(CondaAnswer.parse(failed)).isEmpty();
        assertThat(CondaAnswer.readable(failed)).isEqualTo("""
                error    libmamba Could not solve for environment specs
                m
                nothing provides numpy 99*
                └─ x""");
        assertThat(CondaAnswer.readable("no JSON")).isEqualTo("no JSON");
    }

    @ParameterizedTest
    @CsvSource({
        "https://conda.lab.example/conda-forge,         https://conda.lab.example/conda-forge/linux-64/n-1-0.conda",
        "https://ada:secret@conda.lab.example/conda-forge, https://conda.lab.example/conda-forge/linux-64/n-1-0.conda",
        "file:/srv/conda-forge,                         file:///srv/conda-forge/linux-64/n-1-0.conda",
    })
    void knowsTheFilesOfAChannel(String channel, String url) throws Exception {
        LockedPackage locked = channels(channel).locked(solved(url, SHA256));

        assertThat(locked.taken().name()).isEqualTo("linux-64/n-1-0.conda");
        assertThat(locked.from().source()).isEqualTo(Source.CONDA_FORGE);
    }

    @Test
    void locksNoFileOfAnotherPlaceAndNoneWithoutADigest() {
        CondaChannels channels = channels("https://conda.lab.example/conda-forge");

        assertThatExceptionOfType(FailureException.class)
                .isThrownBy(() ->
                        channels.locked(solved("https://conda.lab.example/defaults/linux-64/n-1-0.conda", SHA256)))
                .withMessageContaining("a file of no channel of the plan");
        assertThatExceptionOfType(FailureException.class)
                .isThrownBy(() ->
                        channels.locked(solved("https://conda.lab.example/conda-forge/linux-64/n-1-0.conda", null)))
                .withMessageContaining("CHANNEL_WITHOUT_DIGESTS:conda-forge, of n 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--download-only",
                "-c",
                "https://evil.example/linux-64/n-1-0.conda",
                "./n-1-0.conda",
                "n --no-rc"
            })
    void takesNothingForASpecThatIsNone(String spec) {
        assertThatIllegalArgumentException().isThrownBy(() -> CondaRequirementNames.of(List.of(spec)));
    }

    @Test
    void knowsWhatCameOutLatelyAndTakesWhatTellsNoTimeForOld() {
        CondaAnswer answer = CondaAnswer.parse("""
                {"actions": {"LINK": [
                  {"name": "young", "version": "2", "build": "0", "timestamp": 1795348800000},
                  {"name": "old", "version": "2", "build": "0", "timestamp": 1735689600000},
                  {"name": "older", "version": "1", "build": "0", "timestamp": 1451606400},
                  {"name": "timeless", "version": "1", "build": "0"}]}}""").orElseThrow();

        assertThat(answer.youngerThan(Instant.parse("2026-11-22T12:00:00Z")))
                .extracting(Solved::name)
                .containsExactly("young");
        assertThat(answer.youngerThan(null)).isEmpty();
    }

    private static CondaChannels channels(String url) {
        var source = new AvailableSource(Source.CONDA_FORGE, Source.Type.CONDA, url, List.of());
        return new CondaChannels(List.of(Source.CONDA_FORGE), new SourceAddresses(List.of(source)));
    }

    private static Solved solved(String url, @Nullable String sha256) {
        return new Solved("n", "1", "0", url, sha256, null, null, List.of());
    }
}
