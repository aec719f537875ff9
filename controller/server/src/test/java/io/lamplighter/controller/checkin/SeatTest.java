package io.lamplighter.controller.checkin;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.api.name.MachineId;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.api.name.Sha256;
import io.lamplighter.controller.machine.Machine;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SeatTest {
    private static final Sha256 FACTS = Sha256.of("facts");

    private final Seat seat = new Seat(
            new Machine(
                    new MachineId("01a209d4-6d8e-7d68-a936-3251caa6c075"),
                    new MachineName("ws-1"),
                    Sha256.of("secret"),
                    Map.of(),
                    "0.1.0",
                    "1;solve",
                    FACTS,
                    Sha256.of("planning"),
                    Instant.EPOCH,
                    null,
                    null),
            "\"first\"");

    @Test
    void isFoundByTheTokenOfAnAuthorizationHeader() {
        assertThat(TokenKey.ofHeader("Bearer secret")).isEqualTo(seat.token());
        assertThat(TokenKey.ofHeader("Bearer Secret")).isNotEqualTo(seat.token());
        assertThat(TokenKey.ofHeader("Basic secret")).isNull();
        assertThat(TokenKey.ofHeader(null)).isNull();
    }

    @Test
    void isCurrentForThePollThatKnowsItsTagAndAcceptsWhatItDid() {
        assertThat(seat.isCurrent("\"first\"", "1;solve")).isTrue();
        assertThat(seat.isCurrent("\"first\"", null)).isTrue();
        assertThat(seat.isCurrent("\"first\"", "1;solve,install")).isFalse();
        assertThat(seat.isCurrent("\"second\"", "1;solve")).isFalse();
        assertThat(seat.isCurrent(null, "1;solve")).isFalse();
    }

    @Test
    void followsTheLaterChangeWhateverTheOrderInWhichItHears() {
        seat.assigned("\"third\"", 3);
        seat.assigned("\"second\"", 2);

        assertThat(seat.isCurrent("\"third\"", null)).isTrue();
    }

    @Test
    void wantsFactsThatAreNotTheKnownOnes() {
        assertThat(seat.wantsFacts(FACTS.hex())).isFalse();
        assertThat(seat.wantsFacts(null)).isFalse();
        assertThat(seat.wantsFacts(Sha256.of("other").hex())).isTrue();
    }

    @Test
    void givesTheTimeOfAPollAwayOnce() {
        seat.seen(42);

        assertThat(seat.takeSeen()).isEqualTo(42);
        assertThat(seat.takeSeen()).isEqualTo(Seat.NOT_SEEN);
    }
}
