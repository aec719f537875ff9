package io.lamplighter.agent.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.agent.builder.BuilderAccount;
import io.lamplighter.agent.exposure.Exposures;
import io.lamplighter.agent.exposure.Places;
import io.lamplighter.agent.fixture.SystemMachine;
import io.lamplighter.agent.fixture.TestMachine;
import io.lamplighter.agent.installer.CondaProgram;
import io.lamplighter.agent.installer.UvProgram;
import io.lamplighter.agent.policy.Policies;
import io.lamplighter.agent.process.ProcessGroups;
import io.lamplighter.api.machine.MachineFacts.Interpreter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The whole engine as root's agent has it, and what must hold of what it sealed. */
final class SystemEngine {
    private SystemEngine() {}

    /**
     * One that is not started yet.
     *
     * @param builder the account that builds
     * @param condas folders with programs of conda
     */
    static Engine on(
            SystemMachine machine,
            String builder,
            Policies policy,
            List<Interpreter> pythons,
            List<Path> condas,
            PlanLocks locks,
            RunListener reports)
            throws IOException {
        return new Engine(
                EngineParts.withPrograms(
                        machine.layout(),
                        machine.commands(),
                        new BuilderAccount(machine.layout(), builder, machine.commands()),
                        policy,
                        TestConfig.PATIENT,
                        () -> pythons,
                        UnaryOperator.identity(),
                        new UvProgram(
                                machine.layout(), machine.commands(), List.of(), TestMachine.NETWORK, Policies.OPEN),
                        new CondaProgram(machine.commands(), condas, Policies.OPEN),
                        TestMachine.NETWORK,
                        locks,
                        reports,
                        InstantSource.system(),
                        new Exposures(machine.layout(), Places.NONE),
                        TestMachine.PERMITS),
                new FileJournal(machine.layout(), new ProcessGroups().bootId()));
    }

    static void shouldBeRootsAlone(Path generation) throws IOException {
        try (Stream<Path> all = Files.walk(generation)) {
            assertThat(all).allSatisfy(each -> {
                assertThat(Files.getAttribute(each, "unix:uid", LinkOption.NOFOLLOW_LINKS))
                        .isEqualTo(0);
                if (!Files.isSymbolicLink(each)) {
                    assertThat(Files.getPosixFilePermissions(each))
                            .extracting(Enum::name)
                            .doesNotContain("GROUP_WRITE", "OTHERS_WRITE")
                            .contains("OTHERS_READ");
                }
            });
        }
    }
}
