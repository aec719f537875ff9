package io.lamplighter.agent.probe;

import io.lamplighter.agent.installer.CondaProgram;
import io.lamplighter.agent.installer.UvProgram;
import io.lamplighter.api.machine.MachineFacts.Tool;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** Installers that the agent may run or will fetch, as the one that runs them finds them. */
final class ToolProbe implements Probe<List<Tool>> {
    private final UvProgram uv;
    private final CondaProgram conda;

    ToolProbe(UvProgram uv, CondaProgram conda) {
        this.uv = uv;
        this.conda = conda;
    }

    @Override
    public String source() {
        return "tools";
    }

    @Override
    public List<Tool> read() throws IOException, InterruptedException {
        return Stream.concat(Stream.of(uv.tool()), conda.tool().stream()).toList();
    }
}
