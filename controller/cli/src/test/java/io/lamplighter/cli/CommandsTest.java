package io.lamplighter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.cli.connection.Connection;
import io.lamplighter.cli.connection.ConnectionOptions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class CommandsTest {
    @Test
    void knowsEachCommandByTheNameItHas() {

        Map<String, CommandLine> commands = line("--help").getSubcommands();

        assertThat(commands).hasSizeGreaterThan(10);
        assertThat(commands.keySet())
                .as("what is looked for is what the command calls itself")
                .containsExactlyElementsOf(commands.values().stream()
                        .map(CommandLine::getCommandName)
                        .map(name -> name.replace("generate-completion", "completion"))
                        .toList());
    }

    @Test
    void makesOnlyTheOneThatIsAskedFor() {
        assertThat(line("status", "--watch").getSubcommands()).containsOnlyKeys("status");
    }

    @Test
    void completesEveryCommand() {
        assertThat(line("completion").getSubcommands()).containsKeys("completion", "status", "plan");
    }

    private static CommandLine line(String... arguments) {
        Surroundings surroundings = Surroundings.ofThisProcess();
        Connection connection = new Connection(new ConnectionOptions(), surroundings.variables(), surroundings.home());
        CommandLine line = new CommandLine(new Root());
        new Commands(surroundings, connection, surroundings.screen()).addTo(line, List.of(arguments));
        return line;
    }

    @Command(name = "lamp")
    private static final class Root {}
}
