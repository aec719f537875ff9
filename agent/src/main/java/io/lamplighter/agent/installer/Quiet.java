package io.lamplighter.agent.installer;

import io.lamplighter.agent.process.CommandWatch;
import io.lamplighter.agent.process.ProcessGroup;
import java.io.IOException;

/** Keeps an answer that is for a program out of what people read. */
record Quiet(CommandWatch watch) implements CommandWatch {
    @Override
    public void started(ProcessGroup group) throws IOException {
        watch.started(group);
    }
}
