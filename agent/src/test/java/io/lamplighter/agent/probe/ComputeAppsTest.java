package io.lamplighter.agent.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lamplighter.agent.process.CommandResult.Exited;
import io.lamplighter.agent.process.CommandResult.TimedOut;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComputeAppsTest {
    private static final Path TOOL = Path.of("/usr/bin/nvidia-smi");
    private static final String QUERY = "--query-compute-apps=process_name";

    @TempDir
    Path root;

    private final ScriptedCommands commands = new ScriptedCommands();

    @Test
    void namesWhoComputesWithoutTheServiceThatOthersComputeThrough() throws Exception {
        new FakeMachine(root).gpu("0000:01:00.0", "nvidia");
        commands.when(QUERY, """
                /opt/venv/bin/python3.11
                nvidia-cuda-mps-server
                [Insufficient Permissions]
                """);

        assertThat(apps(TOOL).names()).containsExactly("python3.11", "an unknown program");
    }

    @Test
    void namesNobodyOnAnIdleGpu() throws Exception {
        new FakeMachine(root).gpu("0000:01:00.0", "nvidia");
        commands.when(QUERY, "\n");

        assertThat(apps(TOOL).names()).isEmpty();
    }

    @Test
    void wakesNoGpuThatSleeps() throws Exception {
        new FakeMachine(root).gpu("0000:01:00.0", "nvidia").asleep("0000:01:00.0");

        assertThat(apps(TOOL).names()).isEmpty();
        assertThat(commands.asked()).isEmpty();
    }

    @Test
    void namesNobodyWhereThereIsNoGpuOfNvidia() throws Exception {
        assertThat(apps(null).names()).isEmpty();
        commands.when(QUERY, new Exited(6, "No devices were found"));
        assertThat(apps(TOOL).names()).isEmpty();
    }

    @Test
    void doesNotKnowWhereNobodyCanSay() throws Exception {
        new FakeMachine(root).gpu("0000:01:00.0", "nvidia");

        assertThatThrownBy(() -> apps(null).names())
                .isInstanceOf(IOException.class)
                .hasMessage("nvidia-smi is not installed");
        assertThatThrownBy(() -> apps(TOOL).names()).hasMessage("nvidia-smi ends with 2: unknown option");
        commands.when(QUERY, new TimedOut());
        assertThatThrownBy(() -> apps(TOOL).names()).hasMessage("nvidia-smi did not end in time");
    }

    @Test
    void doesNotTakeALostGpuForAnIdleOne() throws Exception {
        new FakeMachine(root).gpu("0000:01:00.0", "nvidia");
        commands.when(QUERY, new Exited(6, "No devices were found"));

        assertThatThrownBy(() -> apps(TOOL).names()).hasMessage("nvidia-smi ends with 6: No devices were found");
    }

    private ComputeApps apps(@Nullable Path tool) {
        return new ComputeApps(root, () -> Optional.ofNullable(tool), commands, Duration.ofSeconds(1));
    }
}
