package io.lamplighter.agent.probe;

import io.lamplighter.agent.fixture.TestMachine;
import io.lamplighter.agent.installer.CondaProgram;
import io.lamplighter.agent.layout.Layout;
import io.lamplighter.agent.policy.Policies;
import io.lamplighter.agent.process.SystemCommands;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/** The real probes of this machine, each kind to be read when it is its time. */
public final class IdleProbes {
    private final Inventory inventory;

    public IdleProbes(Path folder, InstantSource clock) throws IOException, InterruptedException {
        Layout layout = TestMachine.layout(folder);
        SystemCommands commands = TestMachine.commands(layout);
        inventory = new Inventory(new Probes(
                Path.of("/"),
                Programs.ofThisMachine(),
                null,
                null,
                commands,
                TestMachine.uv(layout),
                new CondaProgram(commands, Programs.ofThisMachine().folders(), Policies.OPEN),
                TestMachine.NETWORK,
                Policies.OPEN,
                Duration.ofSeconds(10),
                Duration.ofMinutes(1),
                clock,
                new BuildSpace(layout.root(), 0),
                Listening.NOWHERE));
        inventory.refresh();
    }

    public FactsDocument facts() {
        return inventory.facts().orElseThrow();
    }

    /** Host, Pythons, tools, toolkits, disk and network cards. */
    public void machine() throws InterruptedException {
        inventory.refreshMachine();
    }

    public void driver() throws InterruptedException, IOException {
        inventory.refreshNvidia();
    }

    public Inventory inventory() {
        return inventory;
    }
}
