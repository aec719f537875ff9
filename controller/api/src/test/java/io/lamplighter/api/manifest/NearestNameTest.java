package io.lamplighter.api.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            pakages,      packages
            pacakges,     packages
            Packages,     packages
            package,      packages
            packagess,    packages
            pyhton,       python
            enviroments,  environments
            nam,          name
            """)
    void findsWhatWasMeant(String found, String meant) {
        assertThat(NearestName.of(found, List.of("name", "packages", "python", "environments")))
                .contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"x", "pip", "versions", "wheels"})
    void guessesNothingFromFar(String found) {
        assertThat(NearestName.of(found, List.of("name", "packages", "python"))).isEmpty();
    }
}
