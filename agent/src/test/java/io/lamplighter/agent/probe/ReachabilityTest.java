package io.lamplighter.agent.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.agent.probe.Reachability.Look;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReachabilityTest {
    private static final Instant START = Instant.parse("2026-11-23T08:00:00Z");
    private static final Pattern BLANKS = Pattern.compile(" +");
    private static final Look FAILED = new Look.Failed("no route");

    /** Each look is a minute of the hour and + or -. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1-            | true
            1- 2-         | true
            1- 2- 3-      | false
            1- 6- 11-     | false
            1- 6- 12-     | true
            1- 2- 3+ 4-   | true
            1- 2- 3- 4+   | true
            1- 2- 3- 30-  | false
            """)
    void changesOnlyAfterThreeFailuresInTenMinutes(String looks, boolean reachable) {
        Reachability state = Reachability.first(new Look.Answered());

        for (String look : BLANKS.splitAsStream(looks).toList()) {
            int minute = Integer.parseInt(look.substring(0, look.length() - 1));
            state = state.after(
                    look.endsWith("+") ? new Look.Answered() : FAILED, START.plus(Duration.ofMinutes(minute)));
        }

        assertThat(state.reachable()).isEqualTo(reachable);
    }

    @Test
    void takesTheFirstLookAsItIs() {
        assertThat(Reachability.first(FAILED).reachable()).isFalse();
        assertThat(Reachability.first(FAILED).reason()).isEqualTo("no route");
    }

    @Test
    void keepsOneReasonWhileItIsDownSoThatFactsStayTheSame() {
        Reachability down = Reachability.first(FAILED);

        Reachability later = down.after(new Look.Failed("another way to say it"), START);

        assertThat(later).isEqualTo(down);
    }
}
