package io.lamplighter.controller.lock;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.api.lock.Bound;
import io.lamplighter.api.lock.Denial;
import io.lamplighter.api.lock.Denials;
import io.lamplighter.api.lock.Release;
import io.lamplighter.api.manifest.Environment.Installer;
import io.lamplighter.api.view.Outdated.Why;
import io.lamplighter.controller.lock.Lagging.Terms;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** numpy 2.3.1 is locked, the spec asks for numpy below 3, a patch release may be taken once it is a week old. */
class LaggingTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Instant OLD = NOW.minus(Duration.ofDays(30));
    private static final Instant YESTERDAY = NOW.minus(Duration.ofDays(1));

    @Test
    void isNotBehindTheNewest() {
        assertThat(numpy(offered("2.3.1"), offered("2.2.9"), offered("2.4.0rc1"), offered("not-a-version")))
                .isNull();
    }

    @Test
    void comesInTheWindowWhereNothingSpeaksAgainstIt() {
        assertThat(numpy(offered("2.3.2"), offered("2.3.3"))).isEqualTo(new Lagging("2.3.3", "2.3.3", Why.WINDOW, ""));
    }

    @Test
    void saysWhatKeepsTheNewestAndWhatMayBeTakenInstead() {
        Offered allowed = offered("2.3.2");

        assertThat(numpy(allowed, offered("3.0"))).isEqualTo(new Lagging("3.0", "2.3.2", Why.SPEC, "numpy<3"));
        assertThat(numpy(allowed, offered("2.4.0")))
                .isEqualTo(new Lagging("2.4.0", "2.3.2", Why.UPDATE, "update: patch"));
        assertThat(numpy(allowed, new Offered("2.3.4", true, false, YESTERDAY)))
                .isEqualTo(new Lagging("2.3.4", "2.3.2", Why.COOLDOWN, "until " + YESTERDAY.plus(Duration.ofDays(7))));
        assertThat(numpy(allowed, new Offered("2.3.4", true, false, null)))
                .isEqualTo(new Lagging("2.3.4", "2.3.2", Why.COOLDOWN, "its source does not say when it came out"));
        assertThat(numpy(allowed, new Offered("2.3.4", true, true, OLD)))
                .isEqualTo(new Lagging("2.3.4", "2.3.2", Why.YANKED, "its source withdrew it"));
        assertThat(numpy(allowed, new Offered("2.3.4", false, false, OLD)))
                .isEqualTo(new Lagging("2.3.4", "2.3.2", Why.NO_FILE, "its source has no file for these machines"));
        assertThat(numpy(allowed, offered("2.3.5")))
                .isEqualTo(new Lagging("2.3.5", "2.3.2", Why.DENIED, "numpy 2.3.5 is denied: wrong sums"));
    }

    @Test
    void looksAtAllFilesOfARelease() {
        assertThat(numpy(new Offered("2.3.4", false, false, OLD), offered("2.3.4")))
                .isEqualTo(new Lagging("2.3.4", "2.3.4", Why.WINDOW, ""));
    }

    @Test
    void ordersVersionsOfCondaAsCondaDoes() {
        Terms terms =
                new Terms(Installer.CONDA, "openssl", List.of(), List.of(), "latest", Duration.ZERO, Denials.NONE, NOW);

        assertThat(Lagging.of("1.1.1w", List.of(offered("1.1.1v"), offered("1.1.1x")), terms))
                .contains(new Lagging("1.1.1x", "1.1.1x", Why.WINDOW, ""));
    }

    private static @Nullable Lagging numpy(Offered... offered) {
        Terms terms = new Terms(
                Installer.PIP,
                "numpy",
                List.of(new Bound(Installer.PIP, "numpy", "<3")),
                List.of(new Bound(Installer.PIP, "numpy", ">=2.3.1,<2.4")),
                "patch",
                Duration.ofDays(7),
                new Denials(List.of(new Denial(Release.parse("numpy==2.3.5"), "wrong sums", OLD))),
                NOW);
        return Lagging.of("2.3.1", List.of(offered), terms).orElse(null);
    }

    private static Offered offered(String version) {
        return new Offered(version, true, false, OLD);
    }
}
