package io.lamplighter.api.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxyUrlTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            http://proxy.lab.example:3128,  proxy.lab.example, 3128
            http://proxy.lab.example:3128/, proxy.lab.example, 3128
            http://192.0.2.7:80,            192.0.2.7,         80
            http://[2001:db8::7]:8080,      [2001:db8::7],     8080
            """)
    void isAHostAndAPort(String text, String host, int port) {
        ProxyUrl proxy = new ProxyUrl(text);

        assertThat(proxy.host()).isEqualTo(host);
        assertThat(proxy.port()).isEqualTo(port);
        assertThat(proxy.text()).doesNotEndWith("/");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            proxy.lab.example:3128         | a proxy is written http://HOST:PORT
            http://proxy.lab.example       | a proxy is written http://HOST:PORT
            https://proxy.lab.example:3128 | a proxy is written http://HOST:PORT
            socks5://proxy.lab.example:1   | a proxy is written http://HOST:PORT
            http://proxy.lab.example:1/pac | a proxy is written http://HOST:PORT
            http://proxy.lab.example:0     | a port is a number from 1 to 65535
            http://proxy.lab.example:65536 | a port is a number from 1 to 65535
            """)
    void isNothingElse(String text, String because) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ProxyUrl(text))
                .withMessageStartingWith(because);
    }

    @Test
    void repeatsNoPassword() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ProxyUrl("http://anna:sesame@proxy.lab.example:3128"))
                .withMessage("a password does not belong into a manifest; found one in the address");
    }
}
