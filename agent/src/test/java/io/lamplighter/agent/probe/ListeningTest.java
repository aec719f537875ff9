package io.lamplighter.agent.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lamplighter.api.configuration.ConfigurationProblem;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListeningTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1,  ,             ",
        "::1,        ,             ",
        "0.0.0.0,    ,             lab-1:9464",
        "::,         ,             lab-1:9464",
        "10.20.0.17, ,             10.20.0.17:9464",
        "fd00::17,   ,             [fd00::17]:9464",
        "[fd00::17], ,             [fd00::17]:9464",
        "127.0.0.1,  proxy.lab:80, proxy.lab:80",
        "0.0.0.0,    [fd00::17]:1, [fd00::17]:1",
    })
    void isReachedWhereItListensUnlessSomebodySaysOtherwise(String host, String said, String reached) {
        Listening listening = new Listening(host, 9464, said == null ? null : new ScrapeAddress(said));

        assertThat(listening.reached("lab-1")).isEqualTo(Optional.ofNullable(reached));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gpu-17",
                "http://gpu-17:9464",
                "gpu-17:9464/metrics",
                "gpu 17:9464",
                ":9464",
                "fd00::17:9464",
                "gpu-17:0",
                "gpu-17:65536"
            })
    void saysWhatAnAddressMustBe(String text) {
        SmallRyeConfigBuilder configuration = new SmallRyeConfigBuilder()
                .withMapping(ScrapeConfig.class)
                .withDefaultValue("lamplighter.metrics.address", text);

        assertThatExceptionOfType(ConfigValidationException.class)
                .isThrownBy(configuration::build)
                .satisfies(refused -> assertThat(
                                new ConfigurationProblem(refused.getProblem(0).getMessage()).sentence())
                        .startsWith("lamplighter.metrics.address: it must be a host and a port, like gpu-17.lab:9464;"
                                + " found \"" + text + "\"."));
    }
}
