package io.lamplighter.api.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses with their subnets, and those of network cards. */
class SubnetAddressTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            10.20.3.7/24,     10.20.3.255
            10.20.3.7/16,     10.20.255.255
            192.168.7.130/25, 192.168.7.255
            192.168.7.5/30,   192.168.7.7
            10.0.0.1/0,       255.255.255.255
            """)
    void namesTheAddressThatItsWholeSubnetListensTo(String address, String broadcast) {
        assertThat(new SubnetAddress(address).broadcast()).contains(broadcast);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1/31", "10.0.0.1/32"})
    void hasNoSuchAddressWhereNobodyElseIs(String address) {
        assertThat(new SubnetAddress(address).broadcast()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            10.20.3.7/24,  10.20.3.9/24,  true
            10.20.3.7/24,  10.20.4.9/24,  false
            10.20.3.7/24,  10.20.3.9/16,  false
            172.16.0.1/12, 172.31.9.9/12, true
            """)
    void knowsItsSubnet(String one, String other, boolean beside) {
        assertThat(new SubnetAddress(one).isBeside(new SubnetAddress(other))).isEqualTo(beside);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.20.3.7", "10.20.3.256/24", "10.20.3.7/33", "fe80::1/64", "lab/24"})
    void refusesWhatIsNone(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SubnetAddress(text))
                .withMessageContaining("like 10.20.3.7/24; found \"" + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"04:42:1a:0c:7f", "04:42:1A:0C:7F:E1", "04-42-1a-0c-7f-e1", ""})
    void refusesWhatNoCardHas(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MacAddress(text))
                .withMessageContaining("found \"" + text);
    }
}
