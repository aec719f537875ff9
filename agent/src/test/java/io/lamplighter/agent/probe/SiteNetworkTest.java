package io.lamplighter.agent.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lamplighter.agent.failure.FailureException;
import io.lamplighter.agent.fixture.ForwardingProxy;
import io.lamplighter.agent.fixture.LocalIndex;
import io.lamplighter.agent.fixture.StubWheel;
import io.lamplighter.agent.fixture.TestAuthority;
import io.lamplighter.agent.fixture.TestMachine;
import io.lamplighter.agent.installer.CondaProgram;
import io.lamplighter.agent.installer.Solution;
import io.lamplighter.agent.installer.UvInstaller;
import io.lamplighter.agent.installer.UvProgram;
import io.lamplighter.agent.layout.Layout;
import io.lamplighter.agent.network.Network;
import io.lamplighter.agent.policy.HostPattern;
import io.lamplighter.agent.policy.Policies;
import io.lamplighter.agent.policy.PolicyFile;
import io.lamplighter.agent.policy.PolicyRules;
import io.lamplighter.agent.process.CommandWatch;
import io.lamplighter.api.lock.SolveLimits;
import io.lamplighter.api.machine.SourceReading;
import io.lamplighter.api.manifest.ProxyUrl;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.plan.AvailableSource;
import io.lamplighter.api.plan.Candidate;
import io.lamplighter.api.plan.Plan;
import io.lamplighter.api.plan.Step;
import io.lamplighter.api.run.RunReport.InstalledPackage;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A site whose index only its proxy can find, with a certificate of an authority that only this machine knows: looked
 * at by the probe, used by the real uv.
 */
class SiteNetworkTest {
    private static final String HOST = "index.lab.example";
    private static final Plan PLAN = new Plan(
            Plan.FORMAT,
            new EnvironmentName("test"),
            List.of(
                    new Step.Solve(
                            List.of("numpy"), List.of(new Candidate("as asked", List.of(), Map.of())), Source.PYPI),
                    new Step.Install("science", List.of("numpy"))));

    @TempDir
    Path folder;

    private TestAuthority authority;
    private LocalIndex index;
    private ForwardingProxy proxy;
    private Layout layout;

    @BeforeEach
    void start() throws Exception {
        authority = TestAuthority.make(Files.createDirectories(folder.resolve("authority")));
        index = LocalIndex.start(HOST, authority)
                .add("pypi", StubWheel.of("numpy", "2.5"))
                .add("pypi", StubWheel.of("pip", "26.3"));
        proxy = ForwardingProxy.start().knowing(HOST, index.address());
        layout = TestMachine.layout(Files.createDirectories(folder.resolve("machine")));
    }

    @AfterEach
    void stop() throws Exception {
        proxy.close();
        index.close();
    }

    @Test
    void buildsByTheProxyWithTheMachinesAuthority() throws Exception {
        Network network = Network.of(authority.certificate(), folder, null);

        List<SourceReading> readings = readings(network, source(proxy.url()));
        Solution solution = build(network, source(proxy.url()));

        assertThat(readings).containsExactly(new SourceReading(Source.PYPI, true, List.of(), null));
        assertThat(solution.lock().lock().packages()).containsExactly(new InstalledPackage("numpy", "2.5"));
        assertThat(layout.root().resolve("generation/lib")).isNotEmptyDirectory();
        assertThat(proxy.tunnels()).contains(HOST).containsOnly(HOST);
    }

    @Test
    void findsNothingWithoutTheProxy() throws Exception {
        Network network = Network.of(authority.certificate(), folder, null);

        List<SourceReading> readings = readings(network, source(null));

        assertThat(readings).extracting(SourceReading::reachable).containsExactly(false);
        assertThat(index.requests()).isEmpty();
    }

    @Test
    void saysThatTheAuthorityIsUnknown() throws Exception {
        Network network = TestMachine.NETWORK;

        List<SourceReading> readings = readings(network, source(proxy.url()));

        assertThat(String.valueOf(readings.getFirst().reason())).contains("unable to find valid certification path");
        assertThatThrownBy(() -> build(network, source(proxy.url())))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("TLS_UNTRUSTED:https://" + HOST);
        assertThat(index.requests()).isEmpty();
    }

    @Test
    void saysThatTheProxyRefuses() throws Exception {
        Network network = Network.of(authority.certificate(), folder, null);
        try (ForwardingProxy other = ForwardingProxy.start()) {
            List<SourceReading> readings = readings(network, source(other.url()));

            assertThat(String.valueOf(readings.getFirst().reason())).contains("Tunnel failed, got: 403");
            assertThatThrownBy(() -> build(network, source(other.url())))
                    .isInstanceOf(FailureException.class)
                    .hasMessageContaining("PROXY_REFUSED:https://" + HOST);
        }
    }

    @Test
    void fetchesUvByTheProxy() throws Exception {
        index.add("pypi", StubWheel.of("uv", "1"));
        Layout empty = new Layout(folder.toRealPath().resolve("empty"));
        UvProgram uv = new UvProgram(
                empty,
                TestMachine.commands(layout),
                List.of(),
                Network.of(authority.certificate(), folder, null),
                Policies.OPEN);

        assertThatThrownBy(() -> uv.locate(List.of(source(proxy.url())))).hasMessageContaining("does not carry uv-");
        assertThat(proxy.tunnels()).containsExactly(HOST);
    }

    @Test
    void asksNoProxyThatThePolicyDoesNotAllow() throws Exception {
        PolicyFile policy = new PolicyFile(folder.resolve("policy.yaml"), false);
        policy.write(PolicyRules.ofHosts(List.of(new HostPattern(HOST)), List.of()));

        List<SourceReading> readings = readings(TestMachine.NETWORK, source(proxy.url()), policy);

        assertThat(String.valueOf(readings.getFirst().reason()))
                .contains("the host of its proxy " + proxy.url() + " is not among the hosts of " + policy.file());
        assertThatThrownBy(() -> policy.current().check(PLAN, List.of(source(proxy.url()))))
                .hasMessageContaining("the host 127.0.0.1 of the proxy of the source pypi");
    }

    private Solution build(Network network, AvailableSource source) throws Exception {
        UvInstaller installer =
                new UvInstaller(layout, TestMachine.commands(layout), TestMachine.uv(layout), network, true);
        Path generation = layout.root().resolve("generation");
        installer.create(generation, TestMachine.python(), List.of(source), CommandWatch.NOTHING);
        Solution solution = installer.solve(generation, PLAN, List.of(source), SolveLimits.NONE, CommandWatch.NOTHING);
        installer.install(generation, solution.lock().lock(), 0, List.of(source), CommandWatch.NOTHING);
        return solution;
    }

    private List<SourceReading> readings(Network network, AvailableSource source) throws Exception {
        return readings(network, source, Policies.OPEN);
    }

    private List<SourceReading> readings(Network network, AvailableSource source, Policies policies) throws Exception {
        SourceProbe probe = new Probes(
                        layout.root(),
                        new Programs(List.of()),
                        null,
                        null,
                        TestMachine.commands(layout),
                        TestMachine.uv(layout),
                        new CondaProgram(TestMachine.commands(layout), List.of(), policies),
                        network,
                        policies,
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(30),
                        InstantSource.system(),
                        null,
                        Listening.NOWHERE)
                .sources();
        probe.lookAt(List.of(source));
        return probe.read();
    }

    private AvailableSource source(@Nullable String proxy) {
        int port = URI.create(index.url("")).getPort();
        return new AvailableSource(
                Source.PYPI,
                Source.Type.PYPI,
                "https://" + HOST + ":" + port + "/pypi",
                List.of(),
                proxy == null ? null : new ProxyUrl(proxy),
                null,
                List.of(),
                List.of());
    }
}
