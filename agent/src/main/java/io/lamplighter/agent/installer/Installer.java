package io.lamplighter.agent.installer;

import io.lamplighter.agent.failure.FailureException;
import io.lamplighter.agent.process.CommandWatch;
import io.lamplighter.api.lock.Lock;
import io.lamplighter.api.lock.SolveLimits;
import io.lamplighter.api.machine.MachineFacts.Interpreter;
import io.lamplighter.api.plan.AvailableSource;
import io.lamplighter.api.plan.Plan;
import io.lamplighter.api.run.RunReport.Download;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Builds one generation, step by step. What an operator can act on is a {@link FailureException}; every step may be
 * killed at any time, and the generation is then thrown away.
 */
public interface Installer extends ConsistencyCheck {
    /** Makes ready to look at an environment that another agent, or an earlier run, made. */
    default void prepare(Plan plan, List<AvailableSource> sources)
            throws FailureException, IOException, InterruptedException {}

    /**
     * Makes an empty environment for a plan.
     *
     * @param base the interpreter that it is made from, named by its absolute path; absent where a Python is among the
     *     packages
     */
    void create(
            Path generation, Plan plan, @Nullable Interpreter base, List<AvailableSource> sources, CommandWatch watch)
            throws FailureException, IOException, InterruptedException;

    /** Whether it can solve a plan here, or only install what a lock says. */
    default boolean solves(Plan plan) throws FailureException, IOException {
        return true;
    }

    /**
     * Solves all stages once.
     *
     * @param limits beside those of the plan
     * @param space asked before packages are fetched on the way
     */
    Solution solve(
            Path generation,
            Plan plan,
            List<AvailableSource> sources,
            SolveLimits limits,
            Space space,
            CommandWatch watch)
            throws FailureException, IOException, InterruptedException;

    /** Whether there is space for files. */
    @FunctionalInterface
    interface Space {
        /**
         * Asks.
         *
         * @throws FailureException when there is too little
         */
        void require(Lock solved) throws FailureException, IOException, InterruptedException;
    }

    /** What has to be fetched: what was fetched before is not in it. */
    Download missing(Lock lock) throws IOException;

    /**
     * Installs one stage's part of the lock, and nothing else; each file from where this machine finds its source.
     *
     * @return what people should know of it, a sentence each: mostly nothing
     */
    List<String> install(Path generation, Lock lock, int stage, List<AvailableSource> sources, CommandWatch watch)
            throws FailureException, IOException, InterruptedException;

    /**
     * Makes what was fetched and is kept for the next build no larger than a budget: what was fetched longest ago goes
     * first. Never while something is installed.
     *
     * @return bytes that became free
     */
    default long trim(long budgetBytes) throws FailureException, IOException, InterruptedException {
        return 0;
    }
}
