package io.lamplighter.controller.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lamplighter.controller.problem.CallerMistake.ConfirmationNeeded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemovalProtectionTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            0,   0,     false
            5,   5,     false
            6,   6,     true
            6,   119,   true
            6,   120,   false
            50,  1000,  false
            51,  1000,  true
            500, 10000, false
            501, 10000, true
            """)
    void asksWhenMoreThanFiveAndMoreThanFivePercentWouldBeLost(int lost, int machines, boolean asked) {
        assertThat(RemovalProtection.mustBeConfirmed(lost, machines)).isEqualTo(asked);
    }

    @Test
    void takesOnlyTheVeryCount() {
        assertThatThrownBy(() -> RemovalProtection.check("be lost", 7, 7, null))
                .isInstanceOf(ConfirmationNeeded.class)
                .hasMessageContaining("7 placements");
        assertThatThrownBy(() -> RemovalProtection.check("be lost", 7, 7, 6)).isInstanceOf(ConfirmationNeeded.class);
        assertThatThrownBy(() -> RemovalProtection.check("be lost", 7, 7, 8)).isInstanceOf(ConfirmationNeeded.class);
        assertThatCode(() -> RemovalProtection.check("be lost", 7, 7, 7)).doesNotThrowAnyException();
    }
}
