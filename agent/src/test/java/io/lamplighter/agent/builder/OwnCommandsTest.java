package io.lamplighter.agent.builder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lamplighter.agent.process.Command;
import io.lamplighter.agent.process.CommandResult.Exited;
import io.lamplighter.agent.process.SecretFile;
import io.lamplighter.agent.process.SystemCommands;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnCommandsTest {
    @TempDir
    Path folder;

    @Test
    void handsSecretsToTheProgramAloneAndOnlyWhileItRuns() throws Exception {
        SystemCommands own = new SystemCommands(folder.resolve("scratch"));
        Path secret = folder.resolve("credentials/store");
        Command command = Command.of(
                        Duration.ofSeconds(20), "/bin/sh", "-c", "cat \"$1\"; stat -c ' %a' \"$1\"", "sh", "" + secret)
                .handing(List.of(new SecretFile(secret, "sesame")));

        var result = new SameAccount(own).commands().run(command);

        assertThat(result).isEqualTo(new Exited(0, "sesame 600\n"));
        assertThat(secret).doesNotExist();
        assertThat(command.toString()).doesNotContain("sesame");
        assertThatIllegalArgumentException().isThrownBy(() -> own.run(command));
    }
}
