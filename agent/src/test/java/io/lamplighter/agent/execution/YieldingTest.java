package io.lamplighter.agent.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.agent.fixture.TestMachine;
import io.lamplighter.agent.layout.Layout;
import io.lamplighter.agent.process.Command;
import io.lamplighter.agent.process.CommandResult;
import io.lamplighter.agent.process.CommandWatch;
import io.lamplighter.agent.process.ProcessGroup;
import io.lamplighter.agent.process.SystemCommands;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real programs, as the kernel has them. */
class YieldingTest {
    /** Of a child of the program: its niceness and its scheduling policy, in the order of {@code proc(5)}. */
    private static final Command SAYS = Command.of(
            Duration.ofSeconds(20), "/bin/sh", "-c", "/bin/sh -c 'cut -d\" \" -f19,41 /proc/self/stat; ionice -p $$'");

    @TempDir
    Path folder;

    @Test
    void letsAProgramAndWhatItStartsGoBehindAllOthers() throws IOException, InterruptedException {
        SystemCommands commands = TestMachine.commands(new Layout(folder.toRealPath()));
        Yielding yielding = new Yielding(commands);

        CommandResult result = commands.run(SAYS, new CommandWatch() {
            @Override
            public void started(ProcessGroup group) throws IOException {
                yielding.begin(group);
            }

            @Override
            public void line(String line) {}
        });

        assertThat(result).isEqualTo(new CommandResult.Exited(0, "19 5\nidle\n"));
    }
}
