package io.lamplighter.agent.execution;

import static io.lamplighter.agent.execution.Samples.LAB;
import static io.lamplighter.agent.execution.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.agent.execution.Activations.Stay;
import io.lamplighter.agent.layout.Layout;
import io.lamplighter.api.generation.Cause;
import io.lamplighter.api.name.GenerationName;
import io.lamplighter.api.name.RunId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ActivationsTest {
    @TempDir
    Path folder;

    private Layout layout;
    private Activations activations;

    @BeforeEach
    void layOut() throws IOException {
        layout = new Layout(folder.toRealPath());
        Files.createDirectories(layout.environment(LAB));
        activations = new Activations(layout);
    }

    @Test
    void remembersASwitchOnceHoweverOftenARunMakesIt() throws IOException {
        activations.note(LAB, activation(1, 1));
        activations.note(LAB, activation(1, 1));
        activations.note(LAB, activation(2, 2));

        assertThat(activations.of(LAB)).containsExactly(activation(1, 1), activation(2, 2));
    }

    @Test
    void knowsTheLastTimeThatAGenerationWasInUse() {
        List<Activation> history = List.of(activation(1, 1), activation(2, 2), activation(1, 3));

        assertThat(Activations.last(history, name(1))).contains(new Stay(activation(1, 3), null));
        assertThat(Activations.last(history, name(2))).contains(new Stay(activation(2, 2), activation(1, 3)));
        assertThat(Activations.last(history, name(3))).isEmpty();
    }

    @Test
    void forgetsTheOldest() throws IOException {
        for (int i = 1; i <= 60; i++) {
            activations.note(LAB, activation(i, i));
        }

        assertThat(activations.of(LAB))
                .hasSize(50)
                .startsWith(activation(11, 11))
                .endsWith(activation(60, 60));
    }

    @Test
    void beginsAnewWhenItCannotBeRead() throws IOException {
        Files.writeString(layout.activations(LAB), "{\"activations\": [{");

        activations.note(LAB, activation(1, 1));

        assertThat(activations.of(LAB)).containsExactly(activation(1, 1));
    }

    private static Activation activation(int generation, int run) {
        return new Activation(
                name(generation),
                Samples.PLAN,
                new RunId("01936f1e-0000-7000-8000-%012d".formatted(run)),
                NOON.plusSeconds(run),
                Cause.NEW_PLAN);
    }

    private static GenerationName name(int number) {
        return new GenerationName(Samples.PLAN.abbreviated() + "-" + number);
    }
}
