package io.lamplighter.agent.installer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import com.sun.net.httpserver.SimpleFileServer.OutputLevel;
import io.lamplighter.agent.builder.SameAccount;
import io.lamplighter.agent.failure.Catalogue;
import io.lamplighter.agent.failure.FailureException;
import io.lamplighter.agent.fixture.LocalChannel;
import io.lamplighter.agent.fixture.TestConda;
import io.lamplighter.agent.fixture.TestMachine;
import io.lamplighter.agent.layout.Layout;
import io.lamplighter.agent.network.Network;
import io.lamplighter.agent.policy.Policies;
import io.lamplighter.agent.process.CommandWatch;
import io.lamplighter.agent.process.WatchedCommands;
import io.lamplighter.api.lock.Lock;
import io.lamplighter.api.lock.SolveLimits;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.Sha256;
import io.lamplighter.api.plan.AvailableSource;
import io.lamplighter.api.plan.Candidate;
import io.lamplighter.api.plan.CondaCandidate;
import io.lamplighter.api.plan.Plan;
import io.lamplighter.api.plan.Step;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a machine does with a lock whose channel is not what it was, with a channel over HTTP and a real linker. */
class CondaChannelChangesTest {
    private static final String TOOLS = "tools-1.0-h1_0.tar.bz2";
    private static final Plan PLAN = new Plan(
            Plan.FORMAT,
            new EnvironmentName("lab"),
            List.of(
                    new Step.SolveConda(
                            List.of("python >=3.9", "tools"),
                            List.of(new CondaCandidate(
                                    "as asked", List.of("python"), List.of(Source.CONDA_FORGE), null, null))),
                    new Step.InstallConda("base", List.of("python")),
                    new Step.InstallConda("rest", List.of("tools"))));
    private static final int REST = 1;

    private static Lock lock;

    @TempDir
    Path folder;

    private Path channel;
    private HttpServer server;
    private Layout layout;

    @BeforeAll
    static void solve(@TempDir Path elsewhere) throws Exception {
        Layout layout = TestMachine.layout(elsewhere);
        Path generation = layout.root().resolve("solved");
        List<AvailableSource> sources = List.of(LocalChannel.usual().source());
        Installers installers = installers(layout, TestMachine.NETWORK);
        installers.create(generation, PLAN, null, sources, CommandWatch.NOTHING);
        lock = installers
                .solve(generation, PLAN, sources, SolveLimits.NONE, _ -> {}, CommandWatch.NOTHING)
                .lock()
                .lock();
    }

    @BeforeEach
    void serve() throws Exception {
        channel = folder.toRealPath().resolve("channel");
        TestMachine.run("/bin/cp", "-r", LocalChannel.usual().folder().toString(), channel.toString());
        server = SimpleFileServer.createFileServer(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), folder.toRealPath(), OutputLevel.NONE);
        server.start();
        layout = TestMachine.layout(Files.createDirectory(folder.resolve("agent")));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void namesAFileThatWasReplaced() throws Exception {
        Path list = channel.resolve("linux-64/repodata.json");
        Files.writeString(channel.resolve("linux-64").resolve(TOOLS), "another package");
        Files.writeString(
                list,
                Files.readString(list)
                        .replace(digest().hex(), Sha256.of("another package").hex()));

        assertFailure(null).withMessageContaining("FILE_REPLACED:linux-64/" + TOOLS);
    }

    @Test
    void triesAgainWhereOnlyTheDownloadIsAnother() throws Exception {
        Files.writeString(channel.resolve("linux-64").resolve(TOOLS), "cut off");

        assertFailure(null).withMessageContaining("HASH_MISMATCH:" + TOOLS);
    }

    @Test
    void saysWhatIsGoneAndWasNeverKept() throws Exception {
        Files.delete(channel.resolve("linux-64").resolve(TOOLS));

        assertFailure(null).withMessageContaining("FILE_GONE:linux-64/" + TOOLS);
    }

    @Test
    void takesWhatIsGoneFromTheMachinesCache() throws Exception {
        install("first", null);
        Files.delete(channel.resolve("linux-64").resolve(TOOLS));

        assertThat(install("second", null)).isEmpty();
        assertThat(layout.root().resolve("second/share/tools/prefix")).exists();
    }

    @Test
    void takesWhatIsGoneFromTheSitesCacheAndSaysSo() throws Exception {
        Path kept = keepAtTheSite();

        List<String> remarks = install("first", folder.resolve("site").toString());

        assertThat(remarks).containsExactly(TOOLS + " is gone from its source: it is taken from the site's cache");
        assertThat(layout.root().resolve("first/share/tools/prefix")).exists();
        assertThat(kept).exists();
        assertThat(layout.given().resolve("site")).doesNotExist();
    }

    @Test
    void takesItByHttpToo() throws Exception {
        keepAtTheSite();

        assertThat(install("first", url("site"))).hasSize(1);
    }

    @Test
    void takesNothingFromTheSiteThatIsAnotherFile() throws Exception {
        Files.writeString(keepAtTheSite(), "another package");

        assertFailure(folder.resolve("site").toString()).withMessageContaining("FILE_GONE:linux-64/" + TOOLS);
        assertThat(layout.given().resolve("site")).isEmptyDirectory();
    }

    @Test
    void fetchesNothingForPipsSolveBeforeThereIsSpace() throws Exception {
        List<Step> steps = new ArrayList<>(PLAN.steps());
        steps.add(new Step.Solve(
                List.of("wrapper"), List.of(new Candidate("as asked", List.of(), Map.of())), Source.PYPI));
        steps.add(new Step.Install("pips", List.of("wrapper")));
        Plan mixed = new Plan(Plan.FORMAT, PLAN.environment(), steps);
        List<AvailableSource> sources = List.of(LocalChannel.source(url("channel")));
        Installers installers = installers(layout, TestMachine.NETWORK);
        Path generation = layout.root().resolve("crowded");
        installers.create(generation, mixed, null, sources, CommandWatch.NOTHING);
        List<Lock> asked = new ArrayList<>();

        assertThatExceptionOfType(FailureException.class)
                .isThrownBy(() -> installers.solve(
                        generation,
                        mixed,
                        sources,
                        SolveLimits.NONE,
                        solved -> {
                            asked.add(solved);
                            throw new FailureException(Catalogue.named("DISK_FULL", ""), "");
                        },
                        CommandWatch.NOTHING))
                .withMessageContaining("DISK_FULL");
        assertThat(asked).singleElement().isEqualTo(lock);
        assertThat(layout.condaCache().resolve("packages").resolve(TOOLS)).doesNotExist();
    }

    /** What the channel does not have any more. */
    private Path keepAtTheSite() throws IOException {
        String digest = digest().hex();
        Path kept = folder.toRealPath().resolve("site/" + digest.substring(0, 2) + "/" + digest);
        Files.createDirectories(kept.getParent());
        return Files.move(channel.resolve("linux-64").resolve(TOOLS), kept);
    }

    private static Sha256 digest() {
        return lock.stages().get(REST).packages().getFirst().taken().sha256();
    }

    private ThrowableAssertAlternative<?> assertFailure(@Nullable String site) {
        return assertThatExceptionOfType(FailureException.class).isThrownBy(() -> install("first", site));
    }

    private List<String> install(String name, @Nullable String site)
            throws FailureException, IOException, InterruptedException {
        Path generation = layout.root().resolve(name);
        List<AvailableSource> sources = List.of(LocalChannel.source(url("channel")));
        Installers installers = installers(layout, Network.of(null, layout.credentials(), site));
        installers.create(generation, PLAN, null, sources, CommandWatch.NOTHING);
        return installers.install(generation, lock, REST, sources, CommandWatch.NOTHING);
    }

    private static Installers installers(Layout layout, Network network) throws IOException, InterruptedException {
        WatchedCommands commands = new SameAccount(TestMachine.commands(layout)).commands();
        return new Installers(
                layout, commands, TestMachine.uv(layout), TestConda.program(layout), network, Policies.OPEN, true);
    }

    private String url(String name) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + name;
    }
}
