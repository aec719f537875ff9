package io.lamplighter.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InvocationTest {
    @Test
    void understandsEachWord() {
        assertThat(Invocation.parse()).isEqualTo(new Invocation.Run());
        assertThat(Invocation.parse("doctor")).isEqualTo(new Invocation.Doctor(false));
        assertThat(Invocation.parse("doctor", "-o", "json")).isEqualTo(new Invocation.Doctor(true));
        assertThat(Invocation.parse("doctor", "--log", "x.log"))
                .isEqualTo(new Invocation.DoctorOfLog("x.log", "", false));
        assertThat(Invocation.parse("doctor", "-ojson", "--log", "-", "--catalogue", "c.toml"))
                .isEqualTo(new Invocation.DoctorOfLog("-", "c.toml", true));
        assertThat(Invocation.parse("facts")).isEqualTo(new Invocation.Facts());
        assertThat(Invocation.parse("release-gpu")).isEqualTo(new Invocation.ReleaseGpu(Duration.ofMinutes(15)));
        assertThat(Invocation.parse("release-gpu", "--for", "90s"))
                .isEqualTo(new Invocation.ReleaseGpu(Duration.ofSeconds(90)));
        assertThat(Invocation.parse("release-gpu", "--end")).isEqualTo(new Invocation.EndRelease());
        assertThat(Invocation.parse("--help")).isEqualTo(new Invocation.Help());
        assertThat(Invocation.parse("--version")).isEqualTo(new Invocation.Version());
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            docter,   doctor
            fact,     facts
            --hepl,   --help
            -version, --version
            polcy,    policy
            """)
    void namesTheNearestOfAWordItDoesNotKnow(String word, String nearest) {
        assertThat(Invocation.parse(word))
                .isEqualTo(new Invocation.Wrong("lamplighter-agent knows no \"" + word + "\"; did you mean " + nearest
                        + "? --help lists all."));
    }

    @Test
    void refusesWhatStandsBehindAWordThatTakesNothing() {
        assertThat(Invocation.parse("facts", "-o", "json")).isInstanceOf(Invocation.Wrong.class);
        assertThat(Invocation.parse("doctor", "-o", "yaml")).isInstanceOf(Invocation.Wrong.class);
        assertThat(Invocation.parse("doctor", "--log")).isInstanceOf(Invocation.Wrong.class);
        assertThat(Invocation.parse("release-gpu", "--for", "soon")).isInstanceOf(Invocation.Wrong.class);
        assertThat(Invocation.parse("release-gpu", "--for")).isInstanceOf(Invocation.Wrong.class);
        assertThat(Invocation.parse("release-gpu", "15m")).isInstanceOf(Invocation.Wrong.class);
        assertThat(Invocation.parse("doctor", "x.log")).isInstanceOf(Invocation.Wrong.class);
        assertThat(Invocation.parse("doctor", "--catalogue", "c.toml")).isInstanceOf(Invocation.Wrong.class);
    }
}
