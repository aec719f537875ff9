package io.lamplighter.controller.night;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lamplighter.controller.storage.StartRefused;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MorningStartTest {
    private static final String KEY = "lamplighter.morning.";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            cron=0_25_*_*_*                                        | cron cannot be read
            zone=Berlin                                            | did you mean Europe/Berlin?
            cron=0_7_*_*_*                                         | nobody is to be told
            mail.to=a@lab.example cron=0_7_*_*_*                   | say whose mail it is
            mail.to=a@lab.example mail.from=b@lab.example          | does not say when
            webhook.url=chat.lab.example cron=0_7_*_*_*            | is no address of the web
            webhook.url=https://chat.lab.example cron=0_7_*_*_*    | nothing to sign with
            webhook.url=https://chat.lab.example cron=0_7_*_*_* webhook.secret-file=/no/such/file | cannot be read: /no/such/file
            """)
    void refusesToStartWithWhatWouldFailInTheMorning(String settings, String said) {
        assertThatThrownBy(() -> MorningStart.check(config(settings)))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining(said);
    }

    @Test
    void startsWithoutAnyOfItAndWithAMailThatIsWhole() {
        assertThatCode(() -> MorningStart.check(config(""))).doesNotThrowAnyException();
        assertThatCode(() -> MorningStart.check(config("mail.to=a@lab.example mail.from=b@lab.example cron=0_7_*_*_*")))
                .doesNotThrowAnyException();
    }

    /** Settings with underscores in the place of spaces. */
    private static MorningConfig config(String settings) {
        Map<String, String> values = new HashMap<>();
        for (String setting : settings.split(" ", -1)) {
            if (!setting.isEmpty()) {
                String[] parts = setting.split("=", 2);
                values.put(KEY + parts[0], parts[1].replace('_', ' '));
            }
        }
        return new SmallRyeConfigBuilder()
                .withMapping(MorningConfig.class)
                .withDefaultValues(values)
                .build()
                .getConfigMapping(MorningConfig.class);
    }
}
