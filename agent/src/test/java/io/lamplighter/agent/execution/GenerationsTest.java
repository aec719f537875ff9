package io.lamplighter.agent.execution;

import static io.lamplighter.agent.execution.Samples.LAB;
import static io.lamplighter.agent.execution.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lamplighter.agent.exposure.Exposures;
import io.lamplighter.agent.exposure.Places;
import io.lamplighter.agent.layout.Layout;
import io.lamplighter.agent.process.SystemCommands;
import io.lamplighter.agent.usage.UsageLook;
import io.lamplighter.api.generation.Cause;
import io.lamplighter.api.machine.MachineFacts.Interpreter;
import io.lamplighter.api.name.GenerationName;
import io.lamplighter.api.run.CheckResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerationsTest {
    private static final Duration AGE = Duration.ofDays(30);

    @TempDir
    Path folder;

    private Activations activations;
    private final Set<GenerationName> reserved = new HashSet<>();
    private final List<Freed> freed = new ArrayList<>();
    private Layout layout;
    private Generations generations;
    private Collector collector;

    @BeforeEach
    void layOut() throws IOException {
        layout = new Layout(folder.toRealPath());
        generations = new Generations(layout);
        generations.prepare(LAB);
        activations = new Activations(layout);
        collector = new Collector(
                generations,
                activations,
                _ -> reserved,
                new Exposures(layout, Places.NONE),
                new SystemCommands(layout.scratch()),
                new UsageLook(),
                freed::add);
    }

    @Test
    void numbersOnFromTheHighest() throws IOException {
        seal(9, NOON);
        seal(10, NOON);

        assertThat(generations.next(LAB, Samples.PLAN)).isEqualTo(name(11));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(layout.generations(LAB))))
                .isEqualTo("rwxr-xr-x");
    }

    @Test
    void neverActivatesWhatWasNotVerified() throws IOException {
        Files.createDirectory(layout.generation(LAB, name(1)));

        assertThatThrownBy(() -> generations.activate(LAB, name(1))).isInstanceOf(IllegalStateException.class);
        assertThat(generations.current(LAB)).isEmpty();
    }

    @Test
    void sweepsWhatWasNeverVerifiedAndWhatWasBeingRemoved() throws IOException {
        seal(1, NOON);
        Files.createDirectories(layout.generation(LAB, name(2)).resolve("lib"));
        Files.createDirectories(layout.generation(LAB, name(3)).resolve("lib"));
        Files.createDirectories(generations.removed(LAB, name(4)).resolve("lib"));

        generations.sweep(LAB, name(3));

        assertThat(layout.generations(LAB))
                .isDirectoryContaining("glob:**-1")
                .isDirectoryContaining("glob:**-3")
                .isDirectoryNotContaining("glob:**-2")
                .isDirectoryNotContaining("glob:**.removed");
    }

    @Test
    void keepsTheNewestAndRemovesOfTheOthersWhatWasReplacedLongAgo() throws Exception {
        for (int i = 1; i <= 5; i++) {
            seal(i, NOON.plus(Duration.ofDays(i)));
        }
        generations.activate(LAB, name(5));

        collector.prune(LAB, 2, AGE, NOON.plus(AGE).plus(Duration.ofDays(3)).plusSeconds(1));

        assertThat(generations.all(LAB)).containsExactlyInAnyOrder(name(3), name(4), name(5));
        assertThat(freed).extracting(Freed::generation).containsExactly(name(1), name(2));
        assertThat(freed).allSatisfy(each -> assertThat(each.bytes()).isPositive());
    }

    @Test
    void keepsWhatAnOperatorWantsKept() throws Exception {
        for (int i = 1; i <= 3; i++) {
            seal(i, NOON);
        }
        generations.activate(LAB, name(3));
        reserved.add(name(1));

        collector.prune(LAB, 1, AGE, NOON.plus(AGE).plusSeconds(1));

        assertThat(generations.all(LAB)).containsExactlyInAnyOrder(name(1), name(3));
    }

    @Test
    void keepsWhatAProcessUsesThatCameByAPath() throws Exception {
        for (int i = 1; i <= 3; i++) {
            seal(i, NOON);
        }
        generations.activate(LAB, name(3));
        Process job = new ProcessBuilder("/bin/sh", "-c", "echo up; read -r go")
                .directory(layout.generation(LAB, name(2)).toFile())
                .start();
        assertThat(job.inputReader().readLine()).isEqualTo("up");

        collector.prune(LAB, 1, AGE, NOON.plus(AGE).plusSeconds(1));
        List<GenerationName> whileUsed = generations.all(LAB);
        job.outputWriter().close();
        job.waitFor();
        collector.prune(LAB, 1, AGE, NOON.plus(AGE).plusSeconds(1));

        assertThat(whileUsed).containsExactlyInAnyOrder(name(2), name(3));
        assertThat(generations.all(LAB)).containsExactly(name(3));
    }

    @Test
    void keepsTheOneInUseHoweverOldItIs() {
        List<GenerationRecord> records = List.of(record(1, NOON), record(2, NOON), record(3, NOON));

        assertThat(Superfluous.inTime(records, Optional.of(name(1)), List.of(), 1, NOON.plus(AGE)))
                .containsExactly(record(2, NOON));
    }

    @Test
    void countsAnAgeFromWhenAGenerationWentOutOfUse() {
        List<GenerationRecord> records = List.of(record(1, NOON), record(2, NOON), record(3, NOON));
        Instant now = NOON.plus(AGE).plusSeconds(60);
        List<Activation> history =
                List.of(activation(1, NOON), activation(2, NOON.plusSeconds(1)), activation(3, NOON.plusSeconds(120)));

        assertThat(Superfluous.inTime(records, Optional.of(name(3)), history, 1, now.minus(AGE)))
                .containsExactly(record(1, NOON));
    }

    private static Activation activation(int number, Instant at) {
        return new Activation(name(number), Samples.PLAN, Samples.run().id(), at, Cause.NEW_PLAN);
    }

    @Test
    void removesNothingThatAProcessHolds() throws Exception {
        seal(1, NOON);
        Path unseen =
                Files.createLink(folder.resolve("lock"), generations.lock(LAB, name(1))); // nobody sees who uses it
        Process holder = new ProcessBuilder(
                        "/usr/bin/flock", "-s", unseen.toString(), "/bin/sh", "-c", "echo up; read -r go")
                .start();
        assertThat(holder.inputReader().readLine()).isEqualTo("up");

        boolean whileHeld = collector.retire(LAB);
        boolean stillThere = Files.exists(layout.generation(LAB, name(1)));
        holder.outputWriter().close();
        holder.waitFor();
        boolean afterwards = collector.retire(LAB);

        assertThat(whileHeld).isFalse();
        assertThat(stillThere).isTrue();
        assertThat(afterwards).isTrue();
        assertThat(layout.environment(LAB)).doesNotExist();
    }

    private void seal(int number, Instant verifiedAt) throws IOException {
        Files.createDirectories(layout.generation(LAB, name(number)));
        generations.seal(record(number, verifiedAt));
    }

    private static GenerationRecord record(int number, Instant verifiedAt) {
        var interpreter = new Interpreter("3.11.2", "/usr/bin/python3.11");
        var program = new Fingerprint.Program("/usr/bin/python3.11", 1, "key");
        List<CheckResult> checks = List.of(Samples.PASSED);
        return new GenerationRecord(
                LAB,
                name(number),
                Samples.PLAN,
                Samples.run().id(),
                verifiedAt,
                new Fingerprint(interpreter, program, List.of()),
                checks,
                Samples.CHOICE,
                null);
    }

    private static GenerationName name(int number) {
        return new GenerationName(Samples.PLAN.abbreviated() + "-" + number);
    }
}
