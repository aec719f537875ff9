package io.lamplighter.agent.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lamplighter.agent.nvml.NvmlStandIn;
import io.lamplighter.agent.process.Command;
import io.lamplighter.agent.process.CommandResult;
import io.lamplighter.agent.process.CommandResult.Exited;
import io.lamplighter.agent.process.CommandRunner;
import io.lamplighter.api.machine.MachineFacts.Interpreter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriverReadingsTest {
    private static final Instant UNTIL = Instant.parse("2026-11-30T08:10:00Z");

    @TempDir
    Path root;

    private final SlowTrial trial = new SlowTrial();
    private NvmlStandIn library;

    @BeforeEach
    void startWithOneGpu() throws Exception {
        new FakeMachine(root).gpu("0000:01:00.0", "nvidia").module("580.95.05");
        library = NvmlStandIn.in(root.resolve("nvml")).gpu("GPU-a", "0000:01:00");
    }

    @Test
    void wakesNoGpuForWhatPlanningKnowsAlready() throws Exception {
        DriverReadings readings = readings(Duration.ofMinutes(1));
        readings.refresh();
        new FakeMachine(root).asleep("0000:01:00.0");
        library.forgetCalls();

        readings.refresh();

        assertThat(library.calls()).isEmpty();
        assertThat(readings.listed()).hasSize(1);
    }

    @Test
    void letsGoOfTheDriverOnlyWhenTheTrialOfCudaThatWasBegunHasEnded() throws Exception {
        DriverReadings readings = readings(Duration.ofMinutes(1));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            readings.refresh();
            Future<?> looking = threads.submit(() -> {
                readings.lookFurther();
                return null;
            });
            trial.begun.await();

            Future<Optional<String>> obstacle = threads.submit(() -> readings.letGo(UNTIL));
            await().until(() -> refuses(readings));
            boolean whileItRuns = obstacle.isDone();
            trial.end.countDown();

            assertThat(whileItRuns).isFalse();
            assertThat(obstacle.get()).isEmpty();
            looking.get();
        }
        assertThat(library.calls()).last().asString().startsWith("nvmlShutdown");
    }

    @Test
    void saysThatAProgramHasNotEnded() throws Exception {
        DriverReadings readings = readings(Duration.ofMillis(10));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            readings.refresh();
            Future<?> looking = threads.submit(() -> {
                readings.lookFurther();
                return null;
            });
            trial.begun.await();

            Optional<String> obstacle = readings.letGo(UNTIL);
            trial.end.countDown();
            looking.get();

            assertThat(obstacle).contains("a program that asks it has not ended");
        }
    }

    @Test
    void startsNothingForADriverThatIsLetGo() throws Exception {
        DriverReadings readings = readings(Duration.ofMinutes(1));
        readings.refresh();

        readings.letGo(UNTIL);
        readings.lookFurther();

        assertThat(readings.cuda()).isEmpty();
        assertThatThrownBy(readings::computing).isInstanceOf(IOException.class).hasMessageContaining("left alone");
    }

    private static boolean refuses(DriverReadings readings) throws InterruptedException {
        try {
            readings.computing();
            return false;
        } catch (IOException e) {
            return String.valueOf(e.getMessage()).contains("left alone");
        }
    }

    private DriverReadings readings(Duration timeout) {
        Probes probes = GpuInventory.probes(root, library, trial, timeout, InstantSource.system());
        return new DriverReadings(probes, () -> List.of(new Interpreter("3.11.2", "/usr/bin/python3")));
    }

    /** A program that begins with CUDA and takes its time. */
    private static final class SlowTrial implements CommandRunner {
        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch end = new CountDownLatch(1);

        @Override
        public CommandResult run(Command command) {
            if (!String.join(" ", command.arguments()).contains("libcuda")) {
                return new Exited(2, "unknown option");
            }
            begun.countDown();
            try {
                end.await();
            } catch (InterruptedException e) {
                throw new UncheckedIOException(new IOException(e));
            }
            return new Exited(0, "ready 13000 1");
        }
    }
}
