package io.lamplighter.agent.checkin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ControllerUrlTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:8680",
                "http://localhost:8680",
                "http://[::1]:8680",
                "https://controller.lab.example"
            })
    void takesPlainHttpOnThisMachineAndHttpsAnywhere(String url) {
        assertThat(ControllerUrl.refusal(URI.create(url))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://controller.lab.example:8680",
                "http://127.0.0.1.evil.example",
                "http://192.168.1.7:8680",
                "HTTP://controller"
            })
    void refusesPlainHttpOverANetwork(String url) {
        assertThat(ControllerUrl.refusal(URI.create(url)))
                .hasValueSatisfying(refusal -> assertThat(refusal).contains(url, "plain http", "SSH tunnel"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"controller.lab.example:8680", "ftp://controller", "/controller", "http:///x"})
    void refusesWhatIsNoAddress(String url) {
        assertThat(ControllerUrl.refusal(URI.create(url)))
                .hasValueSatisfying(refusal -> assertThat(refusal).contains(url, "https://"));
    }
}
