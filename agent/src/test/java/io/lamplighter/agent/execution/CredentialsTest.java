package io.lamplighter.agent.execution;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lamplighter.agent.builder.BuilderAccount;
import io.lamplighter.agent.exposure.Exposures;
import io.lamplighter.agent.exposure.Places;
import io.lamplighter.agent.fixture.LocalIndex;
import io.lamplighter.agent.fixture.StubWheel;
import io.lamplighter.agent.fixture.SystemMachine;
import io.lamplighter.agent.fixture.TestMachine;
import io.lamplighter.agent.installer.CondaProgram;
import io.lamplighter.agent.installer.UvProgram;
import io.lamplighter.agent.layout.Layout;
import io.lamplighter.agent.network.Network;
import io.lamplighter.agent.policy.Policies;
import io.lamplighter.agent.process.ProcessGroups;
import io.lamplighter.agent.runlog.RunLogs;
import io.lamplighter.api.json.Wire;
import io.lamplighter.api.machine.MachineFacts.Interpreter;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.name.CredentialName;
import io.lamplighter.api.name.RunId;
import io.lamplighter.api.plan.AvailableSource;
import io.lamplighter.api.plan.PlanDocument;
import io.lamplighter.api.run.RunReport;
import io.lamplighter.api.run.RunState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A secret of the machine with the whole engine in system mode and the real uv: where it is seen, and where not. */
class CredentialsTest {
    private static final String SECRET = "open-sesame-4711";
    private static final String LOGIN = "anna:" + SECRET;
    private static final String ENCODED = Base64.getEncoder().encodeToString(LOGIN.getBytes(UTF_8));

    @TempDir
    Path scratch;

    private final List<RunReport> reports = new CopyOnWriteArrayList<>();
    private LocalIndex index;
    private LocalIndex files;
    private SystemMachine machine;
    private Layout layout;
    private Engine engine;

    @BeforeEach
    void start() throws Exception {
        index = LocalIndex.start().lock("Basic " + ENCODED);
        files = LocalIndex.start();
        machine = SystemMachine.make(scratch);
        layout = machine.layout();
        write("""
                hosts: ["%s"]
                user: anna
                password: "%s"
                """.formatted(index.url("").replaceAll("http://|/", ""), SECRET));
        engine = engine();
        engine.start();
    }

    @AfterEach
    void stop() throws Exception {
        engine.stop();
        machine.close();
        files.close();
        index.close();
    }

    @Test
    void reachesItsHostAndIsSeenNowhereElse() throws Exception {
        StubWheel numpy = StubWheel.of("numpy", "2.5");
        index.add("pypi", numpy).keepFilesAt(files);
        files.add("pypi", numpy);
        files.stall(numpy);

        act(Samples.plan("one", "numpy"));
        await().atMost(60, TimeUnit.SECONDS).until(() -> files.requests().contains("pypi/numpy/" + numpy.fileName()));
        List<String> running = commandLines();
        files.release(numpy);
        RunReport done = end();

        assertThat(done.state()).isEqualTo(RunState.DONE);
        assertThat(index.authorizations()).contains("Basic " + ENCODED);
        assertThat(files.authorizations()).isEmpty();
        assertThat(running).anySatisfy(line -> assertThat(line).contains("--require-hashes"));
        assertThat(running).allSatisfy(line -> assertThat(line).doesNotContain(SECRET, ENCODED));
        assertKeptNowhere();
    }

    @Test
    void isNotThereAnyMoreWhenCodeOfPackagesRuns() throws Exception {
        index.add("pypi", StubWheel.of("hostile", "1", Map.of("hostile/__init__.py", """
                import os
                for folder, _, names in os.walk('%s'):
                    for name in names:
                        try:
                            if b'%s' in open(os.path.join(folder, name), 'rb').read():
                                raise SystemError('found ' + os.path.join(folder, name))
                        except OSError:
                            pass
                """.formatted(
                        layout.workshop(), SECRET))));

        act(Samples.plan("one", "hostile"));

        assertThat(end().state()).isEqualTo(RunState.DONE);
        assertThat(layout.given().resolve("credentials")).isEmptyDirectory();
    }

    @Test
    void failsWithTheHostThatTakesItNoMore() throws Exception {
        index.add("pypi", StubWheel.of("numpy", "2.5")).lock("Basic another");

        act(Samples.plan("one", "numpy"));

        assertThat(failure()).isEqualTo("CREDENTIAL_REFUSED:" + index.url("").replaceAll("/$", ""));
        assertThat(index.authorizations()).contains("Basic " + ENCODED);
        assertKeptNowhere();
    }

    @Test
    void failsWhereThereIsNone() throws Exception {
        Files.delete(layout.credentials().resolve("lab-mirror"));

        act(Samples.plan("one", "numpy"));

        assertThat(failure()).isEqualTo("CREDENTIAL_MISSING:lab-mirror");
        assertThat(index.requests()).isEmpty();
    }

    @Test
    void goesToNoSourceThatItsFileDoesNotName() throws Exception {
        write("hosts: [mirror.lab.example]\ntoken: \"" + SECRET + "\"\n");

        act(Samples.plan("one", "numpy"));

        assertThat(failure()).isEqualTo("CREDENTIAL_UNUSABLE:lab-mirror");
        assertThat(index.requests()).isEmpty();
        assertKeptNowhere();
    }

    /** Not in any file of the agent's but its own, nor in what it reports. */
    private void assertKeptNowhere() throws IOException {
        try (Stream<Path> all = Files.walk(layout.root())) {
            List<Path> written = all.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .filter(file -> !file.startsWith(layout.credentials()))
                    .toList();
            assertThat(written)
                    .anySatisfy(file ->
                            assertThat(file.startsWith(layout.runLogs())).isTrue());
            assertThat(written)
                    .allSatisfy(file ->
                            assertThat(Files.readString(file, ISO_8859_1)).doesNotContain(SECRET, ENCODED));
        }
        assertThat(reports.stream().map(Wire::write))
                .isNotEmpty()
                .allSatisfy(report -> assertThat(report).doesNotContain(SECRET, ENCODED));
    }

    private static List<String> commandLines() throws IOException {
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            return processes
                    .map(process -> process.resolve("cmdline"))
                    .filter(Files::isReadable)
                    .map(CredentialsTest::read)
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, ISO_8859_1).replace('\0', ' ');
        } catch (IOException _) {
            return ""; // it ended meanwhile
        } catch (UncheckedIOException _) {
            return "";
        }
    }

    private void write(String text) throws IOException {
        Path file = Files.writeString(layout.credentials().resolve("lab-mirror"), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private void act(PlanDocument plan) {
        AvailableSource source = new AvailableSource(
                Source.PYPI,
                Source.Type.PYPI,
                index.url("pypi"),
                List.of(),
                null,
                new CredentialName("lab-mirror"),
                List.of(),
                List.of());
        engine.act(Samples.assignment(1, List.of(source), plan));
    }

    private RunReport end() {
        await().atMost(60, TimeUnit.SECONDS)
                .until(() -> !reports.isEmpty() && reports.getLast().state().isFinal());
        return reports.getLast();
    }

    private String failure() {
        return Objects.requireNonNull(end().failure()).signature().value();
    }

    private Engine engine() throws IOException, InterruptedException {
        Interpreter python = TestMachine.python();
        Network network = Network.of(null, layout.credentials(), null);
        RunLogs logs = new RunLogs(layout.runLogs(), 1 << 20, 10);
        return new Engine(
                EngineParts.withPrograms(
                        layout,
                        machine.commands(),
                        new BuilderAccount(layout, machine.builder().name(), machine.commands()),
                        Policies.OPEN,
                        TestConfig.PATIENT,
                        () -> List.of(python),
                        UnaryOperator.identity(),
                        new UvProgram(layout, machine.commands(), List.of(), network, Policies.OPEN),
                        new CondaProgram(machine.commands(), List.of(), Policies.OPEN),
                        network,
                        PlanLocks.NONE,
                        listener(logs),
                        InstantSource.system(),
                        new Exposures(layout, Places.NONE),
                        TestMachine.PERMITS),
                new FileJournal(layout, new ProcessGroups().bootId()));
    }

    private RunListener listener(RunLogs logs) {
        return new RunListener() {
            @Override
            public void changed(RunReport report) {
                reports.add(report);
                logs.changed(report);
            }

            @Override
            public void said(RunId run, String line) {
                logs.said(run, line);
            }
        };
    }
}
