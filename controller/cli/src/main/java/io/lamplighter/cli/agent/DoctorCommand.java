package io.lamplighter.cli.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Unmatched;

/** The agent's doctor under lamp's name, for who knows only one program. */
@Command(
        name = "doctor",
        description = {
            "Looks at this machine: GPUs, driver, the newest torch that runs here and why no newer.",
            "With --log FILE (- for standard input) it says which known failures a log tells of, and what to do.",
            "Needs no controller. It is `lamplighter-agent doctor`, and ends with its exit code."
        })
public final class DoctorCommand implements Callable<Integer> {
    @Mixin
    private final AgentOption agent;

    /** What the agent's doctor takes, like {@code -o json}, is its own matter. */
    @Unmatched
    private final List<String> arguments = new ArrayList<>();

    public DoctorCommand(AgentOption agent) {
        this.agent = agent;
    }

    @Override
    public Integer call() {
        return agent.program().doctor(arguments);
    }
}
