package io.lamplighter.cli.token;

import io.lamplighter.api.view.JoinToken;
import io.lamplighter.api.view.JoinTokenRequest;
import io.lamplighter.cli.connection.Connection;
import io.lamplighter.cli.exit.LampException;
import io.lamplighter.cli.output.FormatOption;
import io.lamplighter.cli.output.Quantity;
import io.lamplighter.cli.output.Screen;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a join token: shown once, or written to a file that only its owner reads. */
@Command(
        name = "create",
        description = "Makes a join token. The controller shows it this once; agents read it from a file.")
public final class TokenCreateCommand implements Runnable {
    private final Connection connection;
    private final Screen screen;

    @Option(
            names = "--uses",
            paramLabel = "N",
            defaultValue = "1",
            description = "how many machines may enrol with it (default: 1)")
    private int uses = 1;

    @Option(
            names = "--valid-for",
            paramLabel = "DURATION",
            defaultValue = "24h",
            description = "90s, 30m, 24h, at most 30d (default: 24h)")
    private Duration validFor = Duration.ofHours(24);

    @Option(
            names = "--label",
            paramLabel = "KEY=VALUE",
            description = "a label of the machines that enrol with it; repeatable")
    private Map<String, String> labels = Map.of();

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "a new file, readable by its owner only (default: print it)")
    private @Nullable Path output;

    @Mixin
    private final FormatOption format = new FormatOption();

    public TokenCreateCommand(Connection connection, Screen screen) {
        this.connection = connection;
        this.screen = screen;
    }

    @Override
    public void run() {
        Path file = output;
        if (file == null) {
            print(create());
            return;
        }
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw LampException.badInput(file + " exists", "name a new file, or remove that one");
        }
        JoinToken token = create();
        TokenFile.write(file, token);
        screen.line("wrote " + file + ": for " + token.uses() + (token.uses() == 1 ? " machine" : " machines")
                + ", until " + Quantity.instant(token.expires()));
    }

    private JoinToken create() {
        return connection.controller().createJoinToken(new JoinTokenRequest(uses, validFor, labels));
    }

    private void print(JoinToken token) {
        switch (format.format()) {
            case TABLE -> screen.line(token.token());
            case JSON -> screen.json(token);
            case YAML -> screen.yaml(token);
        }
    }
}
