package io.lamplighter.agent.builder;

import io.lamplighter.agent.process.Command;
import io.lamplighter.agent.process.CommandResult.Exited;
import io.lamplighter.agent.process.CommandRunner;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Finds the builder's account, asking each time: a person may make it, or make it anew, at any moment. */
record Accounts(String name, CommandRunner commands) {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    /** Wherever the machine keeps its accounts. */
    Optional<Account> find() throws IOException, InterruptedException {
        return commands.run(Command.of(TIMEOUT, SystemTools.GETENT.path().toString(), "passwd", name))
                                instanceof Exited(int status, String output)
                        && status == 0
                ? Account.parse(output)
                : Optional.empty();
    }

    /** What was found before and must still be there. */
    Account required() throws IOException, InterruptedException {
        return find().orElseThrow(() -> new IOException("the builder's account " + name + " is gone"));
    }
}
