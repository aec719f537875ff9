package io.lamplighter.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lamplighter.agent.fixture.LocalIndex;
import io.lamplighter.agent.fixture.StubTorch;
import io.lamplighter.agent.fixture.StubWheel;
import io.lamplighter.agent.fixture.TestMachine;
import io.lamplighter.agent.installer.CondaProgram;
import io.lamplighter.agent.installer.Solution;
import io.lamplighter.agent.installer.UvInstaller;
import io.lamplighter.agent.layout.Layout;
import io.lamplighter.agent.network.Network;
import io.lamplighter.agent.policy.Policies;
import io.lamplighter.agent.probe.Inventory;
import io.lamplighter.agent.probe.Listening;
import io.lamplighter.agent.probe.ProbeStatus;
import io.lamplighter.agent.probe.Probes;
import io.lamplighter.agent.probe.Programs;
import io.lamplighter.agent.process.CommandWatch;
import io.lamplighter.api.lock.SolveLimits;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.SourceName;
import io.lamplighter.api.plan.AvailableSource;
import io.lamplighter.api.plan.Candidate;
import io.lamplighter.api.plan.Candidate.Placement;
import io.lamplighter.api.plan.Plan;
import io.lamplighter.api.plan.Step;
import io.lamplighter.api.run.RunReport.InstalledPackage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two servers that carry the same, of which the first is down: looked at by the probe, used by the real uv. */
class FallbackTest {
    private static final Plan PLAN = new Plan(
            Plan.FORMAT,
            new EnvironmentName("test"),
            List.of(
                    new Step.Solve(
                            List.of("torch"),
                            List.of(new Candidate(
                                    "torch 2.10.0 cu126",
                                    List.of("torch==2.10.0+cu126"),
                                    Map.of("torch", new Placement(Source.PYTORCH, "cu126")))),
                            Source.PYPI),
                    new Step.Install("framework", List.of("torch"))));

    @TempDir
    Path folder;

    @Test
    void buildsFromTheAddressThatAnswers() throws Exception {
        LocalIndex first = LocalIndex.start();
        first.close();
        try (LocalIndex second = LocalIndex.start()) {
            second.add("whl/cpu", StubTorch.wheel("2.10.0", "cpu"))
                    .add("whl/cu126", StubTorch.wheel("2.10.0", "cu126"))
                    .add("pypi", StubWheel.of("typing_extensions", "4.16.0"))
                    .add("pypi", StubWheel.of("pip", "26.3"));
            List<AvailableSource> sources = List.of(
                    source(Source.PYTORCH, Source.Type.PYTORCH, first.url("whl"), second.url("whl")),
                    source(Source.PYPI, Source.Type.PYPI, first.url("pypi"), second.url("pypi")));
            Layout layout = TestMachine.layout(folder);
            Inventory inventory = inventory(layout);
            inventory.lookAt(sources);
            await().until(() -> inventory.probes().stream()
                    .filter(probe -> probe.source().equals("sources"))
                    .allMatch(ProbeStatus::succeeded));

            List<AvailableSource> handedOn = inventory.answeringFirst(sources);
            UvInstaller installer = TestMachine.installer(layout);
            Path generation = folder.toRealPath().resolve("generation");
            installer.create(generation, TestMachine.python(), handedOn, CommandWatch.NOTHING);
            Solution solution = installer.solve(generation, PLAN, handedOn, SolveLimits.NONE, CommandWatch.NOTHING);
            installer.install(generation, solution.lock().lock(), 0, handedOn, CommandWatch.NOTHING);

            assertThat(handedOn)
                    .containsExactly(
                            source(Source.PYTORCH, Source.Type.PYTORCH, second.url("whl"), first.url("whl")),
                            source(Source.PYPI, Source.Type.PYPI, second.url("pypi"), first.url("pypi")));
            assertThat(solution.lock().lock().packages())
                    .containsExactly(
                            new InstalledPackage("torch", "2.10.0+cu126"),
                            new InstalledPackage("typing-extensions", "4.16.0"));
        }
    }

    private static Inventory inventory(Layout layout) {
        Network network = TestMachine.NETWORK;
        return new Inventory(new Probes(
                layout.root(),
                new Programs(List.of()),
                null,
                null,
                TestMachine.commands(layout),
                TestMachine.uv(layout),
                new CondaProgram(TestMachine.commands(layout), List.of(), Policies.OPEN),
                network,
                Policies.OPEN,
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                InstantSource.system(),
                null,
                Listening.NOWHERE));
    }

    private static AvailableSource source(SourceName name, Source.Type type, String url, String fallback) {
        return new AvailableSource(name, type, url, List.of(fallback), List.of(), List.of());
    }
}
