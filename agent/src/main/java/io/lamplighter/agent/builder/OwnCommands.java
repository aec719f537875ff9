package io.lamplighter.agent.builder;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lamplighter.agent.durable.Access;
import io.lamplighter.agent.durable.DurableFiles;
import io.lamplighter.agent.process.Command;
import io.lamplighter.agent.process.CommandResult;
import io.lamplighter.agent.process.CommandWatch;
import io.lamplighter.agent.process.SecretFile;
import io.lamplighter.agent.process.WatchedCommands;
import java.io.IOException;
import java.nio.file.Files;

/** Programs as the agent's own account, which alone can read the secrets that they are handed. */
record OwnCommands(WatchedCommands commands) implements WatchedCommands {
    @Override
    public CommandResult run(Command command) throws IOException, InterruptedException {
        return run(command, CommandWatch.NOTHING);
    }

    @Override
    public CommandResult run(Command command, CommandWatch watch) throws IOException, InterruptedException {
        try {
            for (SecretFile secret : command.secrets()) {
                Files.createDirectories(secret.folder());
                DurableFiles.replace(secret.file(), secret.content().getBytes(UTF_8), Access.OWNER_ONLY);
            }
            return commands.run(command.withoutSecrets(), watch);
        } finally {
            for (SecretFile secret : command.secrets()) {
                Files.deleteIfExists(secret.file());
            }
        }
    }
}
