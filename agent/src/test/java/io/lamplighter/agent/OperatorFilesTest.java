package io.lamplighter.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperatorFilesTest {
    private static final String KEY = "lamplighter.probe.every";

    @TempDir
    Path folder;

    @Test
    void putTheAccountsFileAboveTheMachines() throws Exception {
        Path machine =
                Files.writeString(folder.resolve("machine.properties"), KEY + "=7m\nlamplighter.directory=/data\n");
        Path account = Files.writeString(folder.resolve("account.properties"), KEY + "=9m\n");

        SmallRyeConfig config = config(machine, account);

        assertThat(config.getValue(KEY, Duration.class)).isEqualTo(Duration.ofMinutes(9));
        assertThat(config.getValue("lamplighter.directory", String.class)).isEqualTo("/data");
    }

    @Test
    void needNotBeThere() {
        SmallRyeConfig config = config(folder.resolve("none.properties"));

        assertThat(config.getOptionalValue(KEY, String.class)).isEmpty();
    }

    @Test
    void stopTheStartWhenAKeyInThemIsUnknown() throws Exception {
        Path misspelt = Files.writeString(folder.resolve("machine.properties"), "lamplighter.directry=/data\n");

        assertThatException()
                .isThrownBy(() -> new SmallRyeConfigBuilder()
                        .withSources(new OperatorFiles(List.of(misspelt)))
                        .withMapping(AgentConfig.class)
                        .build())
                .withMessageContaining("lamplighter.directry");
    }

    private static SmallRyeConfig config(Path... files) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new OperatorFiles(List.of(files)))
                .withConverter(Duration.class, 200, text -> Duration.parse("PT" + text))
                .build();
    }
}
