package io.lamplighter.agent.execution;

import io.lamplighter.agent.builder.SameAccount;
import io.lamplighter.agent.exposure.Exposures;
import io.lamplighter.agent.exposure.Places;
import io.lamplighter.agent.fixture.TestMachine;
import io.lamplighter.agent.layout.Layout;
import io.lamplighter.agent.policy.Policies;
import io.lamplighter.agent.schedule.Permits;
import io.lamplighter.agent.standalone.StandalonePythons;
import io.lamplighter.agent.toolkit.Toolkits;
import io.lamplighter.api.machine.MachineFacts.Interpreter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** A real engine over an installer and a verifier that only pretend. */
record PretendedEngine(FakeInstaller installer, FakeVerifier verifier, RunListener reports) {
    /** Starts it in a folder, or once more where one was before. */
    Engine start(Layout layout, PlanLocks locks, InstantSource clock, Permits permits) throws IOException {
        return start(layout, locks, clock, permits, Optional::empty);
    }

    /** The same on a platform that may change. */
    Engine start(
            Layout layout, PlanLocks locks, InstantSource clock, Permits permits, Supplier<Optional<Platform>> platform)
            throws IOException {
        Path python = layout.root().resolve("python3.11");
        if (Files.notExists(python)) {
            Files.createFile(python);
        }
        var commands = new RecordedCommands(layout);
        Engine engine = new Engine(new EngineParts(
                layout,
                commands,
                TestConfig.EAGER,
                () -> List.of(new Interpreter("3.11.2", python.toString())),
                new StandalonePythons(layout, TestMachine.NETWORK, commands),
                UnaryOperator.identity(),
                new SameAccount(commands),
                Policies.OPEN,
                installer,
                verifier,
                locks,
                reports,
                clock,
                new Exposures(layout, Places.NONE),
                new Toolkits(layout, commands, TestMachine.NETWORK),
                permits,
                platform,
                Interlude.NONE));
        engine.start();
        return engine;
    }
}
