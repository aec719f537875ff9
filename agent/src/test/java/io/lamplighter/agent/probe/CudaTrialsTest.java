package io.lamplighter.agent.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.agent.fixture.SettableClock;
import io.lamplighter.api.machine.CudaState;
import io.lamplighter.api.machine.MachineFacts.Interpreter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CudaTrialsTest {
    private static final NvidiaReading LOADED = reading(new CudaState.Loaded("580.95.05", "13.0"));
    private static final NvidiaReading NEWER = reading(new CudaState.Loaded("590.48.01", "13.1"));
    private static final NvidiaReading MISMATCHED = reading(new CudaState.VersionMismatch("570 and 580"));

    private static final Interpreter PYTHON = new Interpreter("3.11.2", "/usr/bin/python3");

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-30T08:00:00Z"));
    private final ScriptedCommands commands = new ScriptedCommands().when("libcuda", "ready 13000 1");
    private final List<Interpreter> pythons = new ArrayList<>(List.of(PYTHON));
    private final CudaTrials trials = new CudaTrials(
            new LastReading<>(
                    new CudaTrialProbe(Path.of("/nonexistent"), () -> pythons, commands, Duration.ofSeconds(10)),
                    clock,
                    Duration.ofSeconds(10)),
            () -> pythons,
            clock);

    @Test
    void areMadeOnceAnHour() throws Exception {
        trials.refresh(LOADED);
        trials.refresh(LOADED);
        clock.pass(Duration.ofMinutes(59));
        trials.refresh(LOADED);

        assertThat(commands.asked()).hasSize(1);
        clock.pass(Duration.ofMinutes(1));
        trials.refresh(LOADED);
        assertThat(commands.asked()).hasSize(2);
    }

    @Test
    void areMadeAnewWithAnotherDriver() throws Exception {
        trials.refresh(LOADED);

        assertThat(trials.of(LOADED)).contains(new CudaTrial.Ready(13000, 1));
        assertThat(trials.of(NEWER)).isEmpty();
        trials.refresh(NEWER);
        assertThat(trials.of(NEWER)).isPresent();
        assertThat(commands.asked()).hasSize(2);
    }

    @Test
    void areNotMadeWithADriverThatDoesNotAnswer() throws Exception {
        trials.refresh(MISMATCHED);

        assertThat(commands.asked()).isEmpty();
    }

    @Test
    void waitForAPythonAndAreMadeAsSoonAsThereIsOne() throws Exception {
        pythons.clear();
        trials.refresh(LOADED);

        assertThat(trials.reading().wasTried()).isFalse();
        pythons.add(PYTHON);
        trials.refresh(LOADED);
        assertThat(trials.of(LOADED)).contains(new CudaTrial.Ready(13000, 1));
    }

    @Test
    void sayNothingOnceTheLastPythonIsGone() throws Exception {
        trials.refresh(LOADED);
        pythons.clear();
        trials.refresh(LOADED);

        assertThat(trials.of(LOADED)).isEmpty();
        assertThat(trials.reading().status().missing()).isNull();
    }

    private static NvidiaReading reading(CudaState driver) {
        return new NvidiaReading(driver, List.of(), 1, null, null, "nvml");
    }
}
