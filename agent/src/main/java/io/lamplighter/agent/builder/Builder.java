package io.lamplighter.agent.builder;

import io.lamplighter.agent.failure.FailureException;
import io.lamplighter.agent.process.CommandWatch;
import io.lamplighter.agent.process.WatchedCommands;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Who installs and verifies, and how what came of it becomes unalterable. One generation at a time. */
public interface Builder {
    /** Runs installers and what they installed. */
    WatchedCommands commands();

    /** Whether it is the agent's account itself, so that nothing is kept apart; {@link #compile} then does nothing. */
    boolean isAgentsOwn();

    /** What keeps it from building now, with the next step for a person. */
    Optional<FailureException> obstacle() throws IOException, InterruptedException;

    /**
     * Makes ready for programs of a generation that stands, and leaves nothing of what was built before.
     *
     * @throws FailureException as {@link #obstacle} has it
     */
    void prepare() throws FailureException, IOException, InterruptedException;

    /**
     * Makes an empty folder for a generation, and leaves nothing of what was built before it.
     *
     * @throws FailureException as {@link #obstacle} has it
     */
    void begin(Path generation) throws FailureException, IOException, InterruptedException;

    /** Makes byte code of what was installed, for nobody can later. */
    void compile(Path generation, CommandWatch watch) throws FailureException, IOException, InterruptedException;

    /**
     * Makes a generation unalterable for everybody but the agent; safe to be done again.
     *
     * @param interpreter the only file outside of it that links in it may lead to
     * @throws FailureException when there is something in it that no installer puts there
     */
    void seal(Path generation, Path interpreter) throws FailureException, IOException, InterruptedException;

    /** Ends whatever still runs of it, as after a crash of the agent. */
    void endAll() throws IOException, InterruptedException;

    /** Gives back the space that removed generations shared with others. */
    void tidy() throws IOException;
}
