package io.lamplighter.cli.overlay;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.lamplighter.api.json.Wire;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.cli.exit.LampException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * What an overlay says of itself, as {@code overlay.py} wrote it.
 *
 * @param generation the folder that it stands on
 * @param agent the directory of the agent that keeps it
 */
record Overlay(EnvironmentName environment, Path generation, Path agent) {
    private static final String FILE = "lamplighter-overlay.json";

    static boolean isOne(Path directory) {
        return Files.isRegularFile(directory.resolve(FILE));
    }

    static Overlay read(Path directory) {
        try {
            Document document = Wire.mapper().readValue(Files.readString(directory.resolve(FILE)), Document.class);
            return new Overlay(document.environment(), Path.of(document.generation()), Path.of(document.agent()));
        } catch (NoSuchFileException e) {
            throw LampException.badInput(
                    directory + " is no overlay", "make one with `lamp overlay ENVIRONMENT DIRECTORY`");
        } catch (JsonProcessingException e) {
            throw LampException.badInput(
                    directory.resolve(FILE) + " is damaged", "make a new overlay in another directory");
        } catch (IOException e) {
            throw LampException.unreadable(directory.resolve(FILE), e, "look at it");
        }
    }

    /** How it stands to what is in use now. */
    State state() {
        if (!Files.exists(generation.resolve(".lock"))) {
            return State.GONE;
        }
        try {
            Path current = new KeptEnvironment(environment, agent).current().toRealPath();
            return current.equals(generation) ? State.CURRENT : State.REPLACED;
        } catch (IOException e) {
            return State.RETIRED;
        }
    }

    enum State {
        /** It stands on the generation in use. */
        CURRENT,
        /** It works, and the environment uses another generation. */
        REPLACED,
        /** It works until its generation is removed: the environment is not in use any more. */
        RETIRED,
        /** Its generation was removed. */
        GONE
    }

    private record Document(EnvironmentName environment, String generation, String agent) {}
}
