package io.lamplighter.agent.runlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.agent.failure.Catalogue;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.PlanId;
import io.lamplighter.api.name.RunId;
import io.lamplighter.api.run.Failure;
import io.lamplighter.api.run.RunOutcome;
import io.lamplighter.api.run.RunReport;
import io.lamplighter.api.run.RunState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLogsTest {
    private static final int LIMIT = 3_000;

    @TempDir
    Path root;

    private Path folder;
    private RunLogs logs;

    @BeforeEach
    void open() {
        folder = root.resolve("logs");
        logs = new RunLogs(folder, LIMIT, 3);
    }

    @Test
    void keepsWhatProgramsSaidBetweenTheStates() throws IOException {
        logs.changed(report(1, RunState.SOLVING, null));
        logs.said(id(1), "resolving");
        logs.changed(report(
                1,
                RunState.FAILED,
                Catalogue.named("RESOLVER_NO_CANDIDATE", "numpy==99").failure("")));

        assertThat(logs.text(id(1)).orElseThrow().lines())
                .containsExactly(
                        "== 2026-11-23T08:00:00Z science: solving",
                        "resolving",
                        "== 2026-11-23T08:00:00Z science: failed",
                        "== RESOLVER_NO_CANDIDATE:numpy==99: No set of packages satisfies all requirements on this"
                                + " machine: numpy==99.",
                        "== " + Catalogue.named("RESOLVER_NO_CANDIDATE", "").remedy());
        assertThat(logs.due()).contains(id(1));
    }

    @Test
    void keepsHeadAndTailAndSaysWhatItDropped() throws IOException {
        IntStream.rangeClosed(1, 1_000).forEach(line -> logs.said(id(1), "line " + line));

        List<String> text = logs.text(id(1)).orElseThrow().lines().toList();

        assertThat(String.join("\n", text).length()).isLessThanOrEqualTo(LIMIT + 100);
        assertThat(text).startsWith("line 1", "line 2").endsWith("line 999", "line 1000");
        String gap =
                text.stream().filter(line -> line.startsWith("…")).findFirst().orElseThrow();
        assertThat(gap).isEqualTo("… " + (1_000 - text.size() + 1) + " lines are not kept …");
    }

    @Test
    void goesOnAfterAKill() throws IOException {
        IntStream.rangeClosed(1, 300).forEach(line -> logs.said(id(1), "line " + line));
        open();
        IntStream.rangeClosed(301, 600).forEach(line -> logs.said(id(1), "line " + line));

        List<String> text = logs.text(id(1)).orElseThrow().lines().toList();

        assertThat(text).startsWith("line 1").endsWith("line 599", "line 600");
        assertThat(text).contains("… " + (600 - text.size() + 1) + " lines are not kept …");
    }

    @Test
    void keepsNoSecretAndNothingThatMovesATerminal() throws IOException {
        logs.said(id(1), "\u001b[31mfetching\u001b[0m https://anna:hunter22@m.example/x\u0000");

        assertThat(logs.text(id(1)).orElseThrow()).isEqualTo("fetching https://***@m.example/x\n");
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile))
                    .allMatch(file -> permissions(file).equals("rw-------"));
        }
    }

    @Test
    void isDueOnceHoweverOftenTheEndIsTold() throws IOException {
        logs.changed(report(1, RunState.SOLVING, null));
        logs.changed(report(1, RunState.DONE, null));
        String text = logs.text(id(1)).orElseThrow();

        logs.settled(id(1));
        open();
        logs.changed(report(1, RunState.DONE, null));

        assertThat(logs.due()).isEmpty();
        assertThat(logs.text(id(1))).contains(text);
    }

    @Test
    void keepsTheNewestRuns() throws IOException {
        for (int run = 1; run <= 5; run++) {
            logs.changed(report(run, RunState.SOLVING, null));
            logs.changed(report(run, RunState.DONE, null));
        }

        assertThat(logs.text(id(2))).isEmpty();
        assertThat(logs.text(id(3))).isPresent();
        assertThat(logs.due()).contains(id(3));
    }

    /** A log never fails a run. */
    @Test
    void doesNotMindADiskThatTakesNothing() throws IOException {
        Files.writeString(folder, "in the way");

        logs.changed(report(1, RunState.SOLVING, null));
        logs.said(id(1), "a line");
        logs.changed(report(1, RunState.DONE, null));

        assertThat(logs.due()).isEmpty();
    }

    private static String permissions(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static RunId id(int run) {
        return new RunId("0198c0de-0000-7000-8000-00000000000" + run);
    }

    private static RunReport report(int run, RunState state, @Nullable Failure failure) {
        Instant at = Instant.parse("2026-11-23T08:00:00Z");
        RunOutcome outcome = failure == null ? RunOutcome.ACTIVATED : RunOutcome.FAILED;
        return new RunReport(
                id(run),
                1,
                new EnvironmentName("science"),
                new PlanId("0".repeat(64)),
                state,
                at,
                at,
                null,
                null,
                null,
                state.isFinal() ? outcome : null,
                failure,
                List.of(),
                null,
                List.of(),
                null);
    }
}
