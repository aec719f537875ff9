package io.lamplighter.agent.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.api.run.RunReport.InstalledPackage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TorchBuildTest {
    @ParameterizedTest
    @CsvSource({
        "2.10.0+cu126, 2.10.0, 12.6",
        "1.8.1+cu102, 1.8.1, 10.2",
        "2.15.0+cu130, 2.15.0, 13.0",
        "2.10.0+cpu, 2.10.0, ''",
        "2.12.0, 2.12.0, ''",
        "2.10.0+xpu, 2.10.0, ''"
    })
    void readsTheCudaOfAVersion(String text, String version, String cuda) {
        assertThat(TorchBuild.of(text)).isEqualTo(new TorchBuild(version, cuda));
    }

    @Test
    void isNotThereWithoutTorch() {
        assertThat(TorchBuild.of(List.of(new InstalledPackage("torchvision", "0.25.0+cu126"))))
                .isEmpty();
    }
}
