package io.lamplighter.controller.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetirementTest {
    private static final Instant REMOVE_AFTER = Instant.parse("2026-12-07T00:00:00Z");

    @ParameterizedTest
    @CsvSource(textBlock = """
            2026-12-21T00:00:01Z, 2026-12-08T00:00:00Z, true
            2026-12-21T00:00:00Z, 2026-12-08T00:00:00Z, false
            2027-12-21T00:00:00Z, 2026-12-06T00:00:00Z, false
            2027-12-21T00:00:00Z, ,                     false
            """)
    void forgetsAPlacementOnlyWhenItsMachineHadTheTimeToRemoveIt(
            Instant now, @Nullable Instant lastSeen, boolean over) {
        assertThat(Retirement.isOver(REMOVE_AFTER, lastSeen, now, Duration.ofDays(14)))
                .isEqualTo(over);
    }
}
