package io.lamplighter.agent.builder;

import io.lamplighter.agent.failure.FailureException;
import io.lamplighter.agent.process.CommandWatch;
import io.lamplighter.agent.process.WatchedCommands;
import java.nio.file.Path;
import java.util.Optional;

/** User mode: the agent's own account builds, and what it built stays its own. */
public record SameAccount(WatchedCommands own) implements Builder {
    @Override
    public WatchedCommands commands() {
        return new OwnCommands(own);
    }

    @Override
    public boolean isAgentsOwn() {
        return true;
    }

    @Override
    public Optional<FailureException> obstacle() {
        return Optional.empty();
    }

    @Override
    public void prepare() {
        // nothing is kept apart
    }

    @Override
    public void begin(Path generation) {
        // the installer makes the folder
    }

    @Override
    public void compile(Path generation, CommandWatch watch) {
        // the installer did
    }

    @Override
    public void seal(Path generation, Path interpreter) {
        // an account cannot be kept from its own files
    }

    @Override
    public void endAll() {
        // the journal knows each group of processes; others of the account are somebody's own
    }

    @Override
    public void tidy() {
        // nothing is shared
    }
}
