package io.lamplighter.agent.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserPackagesTest {
    @TempDir
    Path home;

    @Test
    void namesWhatShadowsEnvironmentsAndHowToGetRidOfIt() throws IOException {
        install("python3.11", "numpy-1.26.4.dist-info");
        install("python3.11", "typing_extensions-4.15.0.dist-info");
        Files.createDirectories(home.resolve(".local/lib/python3.11/site-packages/numpy"));
        install("python3.13", "torch-2.2.0.dist-info");

        assertThat(new UserPackages(home).warnings())
                .hasSize(2)
                .anySatisfy(warning -> assertThat(warning)
                        .startsWith(home + "/.local/lib/python3.11/site-packages has numpy 1.26.4, typing-extensions"
                                + " 4.15.0: ")
                        .contains("python3.11 -m pip uninstall", "PYTHONNOUSERSITE=1"))
                .anySatisfy(warning -> assertThat(warning).contains("torch 2.2.0"));
    }

    @Test
    void namesSomeOfMany() throws IOException {
        for (int each = 10; each < 30; each++) {
            install("python3.11", "package" + each + "-1.dist-info");
        }

        assertThat(new UserPackages(home).warnings())
                .singleElement()
                .asString()
                .contains("package17 1 and 12 more")
                .doesNotContain("package18");
    }

    @Test
    void saysNothingOfAnAccountWithoutAny() throws IOException {
        assertThat(new UserPackages(home).warnings()).isEmpty();
        Files.createDirectories(home.resolve(".local/lib/python3.11/site-packages"));
        assertThat(new UserPackages(home).warnings()).isEmpty();
    }

    private void install(String python, String distribution) throws IOException {
        Files.createDirectories(home.resolve(".local/lib").resolve(python).resolve("site-packages/" + distribution));
    }
}
