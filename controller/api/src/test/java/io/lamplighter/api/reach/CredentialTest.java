package io.lamplighter.api.reach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CredentialTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            mirror.lab.example,      https://mirror.lab.example/simple,             true
            mirror.lab.example,      https://MIRROR.lab.example:443/simple,         true
            mirror.lab.example:443,  https://mirror.lab.example/simple,             true
            mirror.lab.example:8443, https://mirror.lab.example:8443/simple,        true
            127.0.0.1:8080,          http://127.0.0.1:8080/simple,                  true
            mirror.lab.example,      http://mirror.lab.example/simple,              false
            mirror.lab.example,      https://mirror.lab.example:8443/simple,        false
            mirror.lab.example:8443, https://mirror.lab.example/simple,             false
            mirror.lab.example,      https://mirror.lab.example.evil.example/,      false
            mirror.lab.example,      https://mirror.lab.example@evil.example/,      false
            mirror.lab.example,      https://files.mirror.lab.example/,             false
            mirror.lab.example,      file:///mirror.lab.example,                    false
            """)
    void goesToItsHostsOnly(String host, String address, boolean goes) {
        Credential credential = new Credential(List.of(new CredentialHost(host)), null, null, new Secret("sesame"));

        assertThat(credential.authorization(URI.create(address)).isPresent()).isEqualTo(goes);
    }

    @Test
    void isSaidAsItsKindIs() {
        URI address = URI.create("https://mirror.lab.example/");
        var hosts = List.of(new CredentialHost("mirror.lab.example"));

        assertThat(new Credential(hosts, "anna", new Secret("sesame"), null).authorization(address))
                .contains("Basic YW5uYTpzZXNhbWU=");
        assertThat(new Credential(hosts, null, null, new Secret("sesame")).authorization(address))
                .contains("Bearer sesame");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            anna,,
            ,sesame,
            anna,sesame,sesame
            an:na,sesame,
            ,,
            """)
    void isALoginOrAToken(@Nullable String user, @Nullable String password, @Nullable String token) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Credential(
                        List.of(new CredentialHost("mirror.lab.example")), user, secret(password), secret(token)));
    }

    @Test
    void showsItsSecretToNobody() {
        Credential credential =
                new Credential(List.of(new CredentialHost("mirror.lab.example")), "anna", new Secret("sesame"), null);

        assertThat(credential.toString() + credential.kind()).contains("anna").doesNotContain("sesame");
    }

    private static @Nullable Secret secret(@Nullable String text) {
        return text == null ? null : new Secret(text);
    }
}
