package io.lamplighter.controller.lock;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.api.lock.Bound;
import io.lamplighter.api.lock.Denial;
import io.lamplighter.api.lock.Denials;
import io.lamplighter.api.lock.Lock;
import io.lamplighter.api.lock.LockDocument;
import io.lamplighter.api.lock.LockedFile;
import io.lamplighter.api.lock.LockedPackage;
import io.lamplighter.api.lock.LockedStage;
import io.lamplighter.api.lock.Platform;
import io.lamplighter.api.lock.Release;
import io.lamplighter.api.lock.SolveLimits;
import io.lamplighter.api.lock.SolveLimits.Kept;
import io.lamplighter.api.manifest.Environment.Installer;
import io.lamplighter.api.manifest.Environment.Update;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.api.name.PlanId;
import io.lamplighter.api.name.Sha256;
import io.lamplighter.api.plan.Candidate;
import io.lamplighter.api.plan.Candidate.Placement;
import io.lamplighter.api.plan.CondaCandidate;
import io.lamplighter.api.plan.Plan;
import io.lamplighter.api.plan.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefreshLimitsTest {
    private static final Instant OLD = Instant.parse("2026-11-01T12:00:00Z");
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # locked       | update | may be
            1.26.4         | patch  | >=1.26.4,<1.27
            1.26.4         | minor  | >=1.26.4,<2
            1.26.4         | latest | >=1.26.4
            2024           | patch  | >=2024,<2024.1
            2.0rc1         | patch  | >=2.0rc1,<2.1
            1!2.3          | minor  | >=1!2.3,<1!3
            0.25.0+cu126   | patch  | >=0.25.0,<0.26
            """)
    void movesWhatAStageNamesWithinTheSeriesOfWhatIsLocked(String locked, String update, String versions) {
        Update policy = Update.valueOf(update.toUpperCase(Locale.ROOT));

        SolveLimits limits = RefreshLimits.of(pip(locked), PIP, policy, Duration.ZERO, Denials.NONE, NOON);

        assertThat(limits.bounds()).containsExactly(new Bound(Installer.PIP, "numpy", versions));
        assertThat(limits.before()).isNull();
    }

    @Test
    void leavesAPreReleaseOfTheNextSeriesToNoCondaSolver() {
        SolveLimits limits =
                RefreshLimits.of(conda("1.26.4"), CONDA, Update.PATCH, Duration.ofDays(7), Denials.NONE, NOON);

        assertThat(limits.bounds()).containsExactly(new Bound(Installer.CONDA, "numpy", ">=1.26.4,<1.27.0a0"));
        assertThat(limits.problems(conda("1.27.0rc1").document().lock())).hasSize(1);
        assertThat(limits.problems(conda("1.26.9").document().lock())).isEmpty();
    }

    @Test
    void keepsWhatIsLockedPossibleWhateverItsAge() {
        StoredLock lock = conda("1.26.4");
        Duration cooldown = Duration.ofDays(7);

        SolveLimits ofConda = RefreshLimits.of(lock, CONDA, Update.PATCH, cooldown, Denials.NONE, NOON);
        SolveLimits ofPip = RefreshLimits.of(pip("1.26.4"), PIP, Update.PATCH, cooldown, Denials.NONE, NOON);

        assertThat(ofConda.from()).isEqualTo(lock.document().digest());
        assertThat(ofConda.before()).isEqualTo(NOON.minus(cooldown));
        assertThat(ofConda.kept())
                .containsExactly(
                        new Kept(Installer.CONDA, "numpy", "1.26.4", "py311_0", OLD),
                        new Kept(Installer.CONDA, "libblas", "3.9.0", "20_mkl", OLD));
        assertThat(ofPip.kept())
                .containsExactly(
                        new Kept(Installer.PIP, "six", "1.17.0", null, NOON),
                        new Kept(Installer.PIP, "torch", "2.10.0+cpu", null, null));
    }

    @Test
    void refusesWhatIsOutsideAndSaysWhat() {
        SolveLimits limits = RefreshLimits.of(pip("1.26.4"), PIP, Update.PATCH, Duration.ZERO, Denials.NONE, NOON);

        assertThat(limits.problems(pip("1.26.9").document().lock())).isEmpty();
        assertThat(limits.problems(pip("2.0").document().lock()))
                .containsExactly("numpy 2.0 is outside of what this solve may take, numpy>=1.26.4,<1.27");
        assertThat(limits.problems(pip("1.26.3").document().lock())).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # denied | update | may be
            1.26.4   | pinned | >=1.26,<1.27
            1.26.4   | patch  | >=1.26,<1.27
            1!2.3    | minor  | >=1!2,<1!3
            1.26.4   | latest | -
            """)
    void leavesADeniedReleaseUpOrDown(String denied, String update, @Nullable String versions) {
        Denials denials = denials("numpy==" + denied);

        SolveLimits limits = RefreshLimits.of(
                pip(denied), PIP, Update.valueOf(update.toUpperCase(Locale.ROOT)), Duration.ZERO, denials, NOON);

        assertThat(limits.of(Installer.PIP))
                .extracting(Bound::versions)
                .containsExactlyElementsOf(Stream.of(versions, "!=" + denied)
                        .filter(Objects::nonNull)
                        .toList());
        assertThat(limits.problems(pip(denied).document().lock())).isNotEmpty();
    }

    @Test
    void keepsNothingPossibleThatIsDenied() {
        SolveLimits limits = RefreshLimits.of(
                conda("1.26.4"), CONDA, Update.PATCH, Duration.ofDays(7), denials("numpy==1.26.4"), NOON);

        assertThat(limits.kept()).extracting(Kept::name).containsExactly("libblas");
        assertThat(limits.bounds())
                .contains(
                        new Bound(Installer.CONDA, "numpy", ">=1.26,<1.27.0a0"),
                        new Bound(Installer.CONDA, "numpy", "!=1.26.4"));
    }

    private static Denials denials(String release) {
        return new Denials(List.of(new Denial(Release.parse(release), null, OLD)));
    }

    /** torch is chosen by the plan, and what no stage names goes along. */
    private static final Plan PIP = new Plan(
            Plan.FORMAT,
            new EnvironmentName("science"),
            List.of(
                    new Step.Solve(
                            List.of("NumPy>=1", "torch"),
                            List.of(new Candidate("torch 2.10.0 cpu", List.of("torch==2.10.0+cpu"), Map.of())),
                            Source.PYPI),
                    new Step.Install("all", List.of("NumPy>=1", "torch"))));

    private static final Plan CONDA = new Plan(
            Plan.FORMAT,
            new EnvironmentName("science"),
            List.of(
                    new Step.SolveConda(
                            List.of("numpy >=1"),
                            List.of(new CondaCandidate(
                                    "as asked", List.of(), List.of(Source.CONDA_FORGE), null, null))),
                    new Step.InstallConda("all", List.of("numpy >=1"))));

    private static StoredLock pip(String numpy) {
        Placement from = new Placement(Source.PYPI, null);
        return stored(
                Installer.PIP,
                List.of(
                        new LockedPackage("numpy", numpy, from, files("numpy", OLD)),
                        new LockedPackage("six", "1.17.0", from, files("six", NOON)),
                        new LockedPackage("torch", "2.10.0+cpu", from, files("torch", null))));
    }

    private static StoredLock conda(String numpy) {
        Placement from = new Placement(Source.CONDA_FORGE, null);
        return stored(
                Installer.CONDA,
                List.of(
                        new LockedPackage("numpy", numpy, "py311_0", from, files("numpy", OLD)),
                        new LockedPackage("libblas", "3.9.0", "20_mkl", from, files("libblas", OLD))));
    }

    private static List<LockedFile> files(String name, @Nullable Instant published) {
        return List.of(new LockedFile(name, Sha256.of(name), null, published));
    }

    private static StoredLock stored(Installer installer, List<LockedPackage> packages) {
        Lock lock = new Lock(Lock.FORMAT, "3.11", "as asked", List.of(new LockedStage("all", installer, packages)));
        return new StoredLock(
                new PlanId(Sha256.of("a plan").hex()),
                new Platform("linux", "x86_64", "2.36", "3.11"),
                LockDocument.of(lock),
                new MachineName("gpu-02"),
                NOON,
                1,
                List.of());
    }
}
