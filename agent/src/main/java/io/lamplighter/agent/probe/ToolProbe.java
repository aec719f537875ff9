package io.lamplighter.agent.probe;

import io.lamplighter.agent.installer.UvProgram;
import io.lamplighter.api.machine.MachineFacts.Tool;
import java.io.IOException;
import java.util.List;

/** Installers that the agent may run or will fetch, as the one that runs them finds them. */
final class ToolProbe implements Probe<List<Tool>> {
    private final UvProgram uv;

    ToolProbe(UvProgram uv) {
        this.uv = uv;
    }

    @Override
    public String source() {
        return "tools";
    }

    @Override
    public List<Tool> read() throws IOException, InterruptedException {
        return List.of(uv.tool());
    }
}
