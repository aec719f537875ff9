package io.lamplighter.controller.wake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lamplighter.api.machine.MacAddress;
import io.lamplighter.api.machine.SubnetAddress;
import io.lamplighter.api.machine.Waking;
import io.lamplighter.api.machine.Waking.Card;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a packet comes to a machine, and why it does not. */
class WakeRouteTest {
    private static final MacAddress MAC = new MacAddress("04:42:1a:0c:7f:e1");
    private static final List<SubnetAddress> OWN = List.of(new SubnetAddress("10.20.3.2/24"));

    @Test
    void goesToTheSubnetThatBothAreIn() {
        WakeRoute route = WakeRoute.of(machine(true, "10.20.3.7/24"), OWN, List.of());

        assertThat(route).isEqualTo(new WakeRoute.Open(List.of(MAC), List.of(new Destination("10.20.3.255", 9))));
    }

    @Test
    void goesWhereTheOperatorSaysWhateverTheSubnet() {
        Destination configured = new Destination("10.20.4.255", 9);

        assertThat(WakeRoute.of(machine(true, "10.20.4.7/24"), OWN, List.of(configured)))
                .isEqualTo(new WakeRoute.Open(List.of(MAC), List.of(configured)));
        assertThat(WakeRoute.of(machine(true, "10.20.3.7/24"), OWN, List.of(configured)))
                .isEqualTo(new WakeRoute.Open(List.of(MAC), List.of(Destination.broadcast("10.20.3.255"), configured)));
    }

    @Test
    void takesADriverThatIsSilentForOneThatMayListen() {
        assertThat(WakeRoute.of(machine(null, "10.20.3.7/24"), OWN, List.of())).isInstanceOf(WakeRoute.Open.class);
    }

    static Stream<Object[]> closed() {
        return Stream.of(
                new Object[] {null, "of an earlier version"},
                new Object[] {Waking.refused(), "policy does not allow it"},
                new Object[] {new Waking(true, List.of()), "no network card with a cable"},
                new Object[] {machine(false, "10.20.3.7/24"), "ethtool -s enp3s0 wol g"},
                new Object[] {machine(true, "10.20.4.7/24"), "subnets (10.20.4.7/24): name their broadcast addresses"},
                new Object[] {new Waking(true, List.of(new Card("enp3s0", MAC, true, List.of()))), "it has no IPv4"});
    }

    @ParameterizedTest
    @MethodSource("closed")
    void saysWhyThereIsNone(@Nullable Waking waking, String why) {
        assertThat(WakeRoute.of(waking, OWN, List.of()))
                .isInstanceOfSatisfying(
                        WakeRoute.Closed.class,
                        closed -> assertThat(closed.why()).contains(why));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            10.20.3.255,      10.20.3.255,   9, 10.20.3.255
            ' 10.20.3.255:9', 10.20.3.255,   9, 10.20.3.255
            127.0.0.1:40009,  127.0.0.1, 40009, 127.0.0.1:40009
            """)
    void readsWhereToGo(String text, String address, int port, String shown) {
        Destination destination = Destination.of(text);

        assertThat(destination).isEqualTo(new Destination(address, port)).hasToString(shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lab.example", "10.20.3.256", "10.20.3", "10.20.3.255:0", "10.20.3.255:99999", "::1"})
    void refusesWhereNoPacketCanGo(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Destination.of(text))
                .withMessageContaining("10.20.3.255:9; found");
    }

    private static Waking machine(@Nullable Boolean armed, String address) {
        return new Waking(true, List.of(new Card("enp3s0", MAC, armed, List.of(new SubnetAddress(address)))));
    }
}
