package io.lamplighter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.api.name.GroupName;
import io.lamplighter.api.schedule.Freeze;
import io.lamplighter.api.view.FreezeRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FreezeTest {
    private static final Freeze EXAM = new Freeze(
            new GroupName("teaching"),
            Instant.parse("2026-12-01T07:00:00Z"),
            Instant.parse("2026-12-01T13:00:00Z"),
            "exam");

    @TempDir
    Path folder;

    private FakeController controller;
    private LampRun lamp;

    @BeforeEach
    void start() throws IOException {
        controller = new FakeController();
        lamp = new LampRun(folder).withController(controller);
    }

    @AfterEach
    void stop() {
        controller.close();
    }

    @Test
    void freezesAGroup() {
        controller.on("PUT /api/v1/freezes/teaching", EXAM);

        int status = lamp.run(
                "freeze",
                "teaching",
                "--from",
                "2026-12-01T08:00+01:00",
                "--until",
                "2026-12-01T13:00Z",
                "--reason",
                "exam");

        assertThat(status).isZero();
        assertThat(lamp.out())
                .isEqualTo("teaching is frozen from 2026-12-01T07:00:00Z until 2026-12-01T13:00:00Z;"
                        + " lamp unfreeze teaching ends it\n");
        assertThat(Samples.read(controller.requests().getFirst().body(), FreezeRequest.class))
                .isEqualTo(new FreezeRequest(EXAM.from(), EXAM.until(), "exam"));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-12-01, 2026-12-01, 2026-12-01T00:00:00Z, 2026-12-02T00:00:00Z",
        "2026-12-01T08:00Z, 2026-12-03, 2026-12-01T08:00:00Z, 2026-12-04T00:00:00Z"
    })
    void freezesWholeDays(String from, String until, Instant begin, Instant end) {
        controller.on("PUT /api/v1/freezes/teaching", EXAM);

        lamp.run("freeze", "teaching", "--from", from, "--until", until);

        assertThat(Samples.read(controller.requests().getFirst().body(), FreezeRequest.class))
                .isEqualTo(new FreezeRequest(begin, end, null));
    }

    @Test
    void listsWhatIsFrozen() {
        controller.on("GET /api/v1/freezes", List.of(EXAM));

        lamp.run("freeze");

        assertThat(lamp.out()).isEqualTo("""
                GROUP     FROM                  UNTIL                 REASON
                teaching  2026-12-01T07:00:00Z  2026-12-01T13:00:00Z  exam
                """);
    }

    @Test
    void endsAFreeze() {
        controller.on("DELETE /api/v1/freezes/teaching", 204, "application/json", "");

        assertThat(lamp.run("unfreeze", "teaching")).isZero();
        assertThat(lamp.out()).isEqualTo("teaching is frozen no more\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            freeze teaching                          | until when is not said
            freeze teaching --until tomorrow         | --until is a time with its offset
            freeze teaching --until 2026-12-01T08:00 | --until is a time with its offset
            """)
    void saysWhatIsWrong(String line, String said) {
        assertThat(lamp.run(line.split(" "))).isEqualTo(2);
        assertThat(lamp.err()).contains(said);
        assertThat(controller.requests()).isEmpty();
    }
}
