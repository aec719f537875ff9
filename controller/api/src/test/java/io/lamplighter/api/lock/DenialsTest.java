package io.lamplighter.api.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lamplighter.api.manifest.Environment.Installer;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DenialsTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # denied            | installer | name          | version      | is denied
            numpy==2.3.5        | PIP       | numpy         | 2.3.5        | true
            numpy==2.3.5        | CONDA     | numpy         | 2.3.5        | true
            numpy==2.3.5        | PIP       | numpy         | 2.3.50       | false
            numpy==2.3.5        | PIP       | numpydoc      | 2.3.5        | false
            NumPy==2.3.5        | PIP       | numpy         | 2.3.5        | true
            ruamel_yaml==0.18.0 | PIP       | ruamel-yaml   | 0.18.0       | true
            numpy==2.3          | PIP       | numpy         | 2.3.0        | true
            torch==2.10.0       | PIP       | torch         | 2.10.0+cu126 | true
            torch==2.10.0+cu128 | PIP       | torch         | 2.10.0+cu126 | false
            torch==2.10.0       | CONDA     | pytorch       | 2.10.0       | true
            pytorch==2.10.0     | PIP       | torch         | 2.10.0+cpu   | true
            openssl==1.1.1w     | CONDA     | openssl       | 1.1.1w       | true
            openssl==1.1.1w     | PIP       | openssl       | 1.1.1        | false
            numpy==2.3.5        | PIP       | numpy         | no-version   | false
            """)
    void meansOneReleaseOfPipAndOfConda(
            String denied, Installer installer, String name, String version, boolean isDenied) {
        assertThat(denials(denied).of(installer, name, version).isPresent()).isEqualTo(isDenied);
    }

    @Test
    void tellsEachInstallerWhatToLeaveOut() {
        assertThat(denials("torch==2.10.0").bounds())
                .containsExactlyInAnyOrder(
                        new Bound(Installer.PIP, "torch", "!=2.10.0"),
                        new Bound(Installer.CONDA, "pytorch", "!=2.10.0"))
                .allMatch(Bound::excludes);
        assertThat(denials("openssl==1.1.1w").bounds())
                .containsExactly(new Bound(Installer.CONDA, "openssl", "!=1.1.1w"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"numpy", "numpy>=2", "numpy==2.*", "numpy==", "==2.3.5", "numpy==2.3.5,<3", "numpy 2.3.5", ""})
    void refusesWhatIsNoSingleRelease(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Release.parse(text))
                .withMessageContaining("PACKAGE==VERSION");
    }

    @Test
    void readsAReleaseAsPeopleWriteIt() {
        assertThat(Release.parse(" NumPy == 2.3.5 ")).hasToString("numpy==2.3.5");
        assertThat(new Denial(Release.parse("numpy==2.3.5"), "wrong sums", NOON).words())
                .isEqualTo("numpy 2.3.5 is denied: wrong sums");
    }

    private static Denials denials(String release) {
        return new Denials(List.of(new Denial(Release.parse(release), null, NOON)));
    }
}
