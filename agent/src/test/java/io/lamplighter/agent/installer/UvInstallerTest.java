package io.lamplighter.agent.installer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lamplighter.agent.failure.FailureException;
import io.lamplighter.agent.fixture.LocalIndex;
import io.lamplighter.agent.fixture.StubTorch;
import io.lamplighter.agent.fixture.StubWheel;
import io.lamplighter.agent.fixture.TestMachine;
import io.lamplighter.agent.layout.Layout;
import io.lamplighter.agent.network.Network;
import io.lamplighter.agent.process.CommandWatch;
import io.lamplighter.api.lock.SolveLimits;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.Sha256;
import io.lamplighter.api.name.SourceName;
import io.lamplighter.api.plan.Candidate;
import io.lamplighter.api.plan.Candidate.Placement;
import io.lamplighter.api.plan.Plan;
import io.lamplighter.api.plan.Step;
import io.lamplighter.api.run.RunReport.Download;
import io.lamplighter.api.run.RunReport.InstalledPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real uv against indexes of our own. */
class UvInstallerTest {
    private static final int BULK_BYTES = 1 << 20;
    private static final Candidate AS_ASKED = new Candidate("as asked", List.of(), Map.of());
    private static final String PAGE = "whl/torch_stable.html";
    private static final Placement ON_PAGE = new Placement(Source.PYTORCH, "cu111", "torch_stable.html");
    private static final Candidate OLD = new Candidate(
            "torch 1.8.1 cu111",
            List.of("torch==1.8.1+cu111", "torchvision==0.9.1+cu111", "torchaudio==0.8.1"),
            Map.of("torch", ON_PAGE, "torchvision", ON_PAGE, "torchaudio", ON_PAGE));

    @TempDir
    Path folder;

    private LocalIndex index;
    private Layout layout;
    private UvInstaller installer;
    private Path generation;

    @BeforeEach
    void makeAnEmptyGeneration() throws Exception {
        index = LocalIndex.start();
        layout = TestMachine.layout(folder);
        installer = TestMachine.installer(layout);
        generation = folder.toRealPath().resolve("generation");
        installer.create(generation, TestMachine.python(), index.sources(), CommandWatch.NOTHING);
    }

    @AfterEach
    void stopTheIndex() {
        index.close();
    }

    @Test
    void looksAtWhatAnAgentBuiltBeforeItsRestart() throws Exception {
        UvInstaller restarted = TestMachine.installer(layout);

        assertThat(restarted.consistency(generation, CommandWatch.NOTHING).holds())
                .isTrue();
    }

    @Test
    void takesEachPackageFromItsOwnIndexOnly() throws Exception {
        index.add("whl/cu126", StubTorch.wheel("2.10.0", "cu126"))
                .add("whl/cu126", StubWheel.of("numpy", "0.1"))
                .add("whl/cu126", StubWheel.of("typing_extensions", "9.9"))
                .add("pypi", StubWheel.of("torch", "2.15.0"))
                .add("pypi", StubWheel.of("numpy", "2.4"))
                .add("pypi", StubWheel.of("typing_extensions", "4.16.0"));

        Solution solution = solve(plan(List.of(torch("cu126")), "torch numpy"));

        assertThat(solution.lock().lock().packages())
                .containsExactly(
                        new InstalledPackage("numpy", "2.4"),
                        new InstalledPackage("torch", "2.10.0+cu126"),
                        new InstalledPackage("typing-extensions", "4.16.0"));
    }

    @Test
    void takesAnOldReleaseFromThePageThatListsMany() throws Exception {
        StubWheel torch = StubWheel.of("torch", "1.8.1+cu111", "numpy", "typing_extensions");
        index.addToPage(PAGE, "cu111", torch)
                .addToPage(PAGE, "cu111", StubWheel.of("torchvision", "0.9.1+cu111", "torch==1.8.1", "numpy"))
                .addToPage(PAGE, ".", StubWheel.of("torchaudio", "0.8.1", "torch==1.8.1"))
                .addToPage(PAGE, "cu102", StubWheel.of("torch", "1.8.1", "numpy"))
                .addToPage(PAGE, "cu111", StubWheel.of("torch", "1.10.0+cu111"))
                .addToPage(PAGE, "cu111", StubWheel.of("numpy", "99.0"))
                .add("pypi", StubWheel.of("torch", "2.15.0"))
                .add("pypi", StubWheel.of("torchaudio", "2.15.0"))
                .add("pypi", StubWheel.of("numpy", "1.24.4"))
                .add("pypi", StubWheel.of("typing_extensions", "4.16.0"));

        Solution solution = solve(plan(List.of(OLD), "torch torchvision torchaudio", "numpy"));
        install(solution, 0);
        install(solution, 1);

        assertThat(installed())
                .containsExactly(
                        "numpy-1.24.4",
                        "torch-1.8.1+cu111",
                        "torchaudio-0.8.1",
                        "torchvision-0.9.1+cu111",
                        "typing_extensions-4.16.0");
        assertThat(installer.consistency(generation, CommandWatch.NOTHING).holds())
                .isTrue();
    }

    @Test
    void refusesAFileOfAPageThatIsAnotherThanTheOneThatWasSolvedWith() throws Exception {
        StubWheel torch = StubWheel.of("torch", "1.8.1+cu111");
        index.addToPage(PAGE, "cu111", torch)
                .addToPage(PAGE, "cu111", StubWheel.of("torchvision", "0.9.1+cu111"))
                .addToPage(PAGE, ".", StubWheel.of("torchaudio", "0.8.1"));
        Solution solution = solve(plan(List.of(OLD), "torch torchvision torchaudio"));
        index.alter(torch);
        TestMachine.run("/bin/rm", "-r", layout.cache().toString());

        assertThatThrownBy(() -> install(solution, 0))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.diagnosis().signature()).hasToString("HASH_MISMATCH:torch==1.8.1+cu111"));
    }

    @Test
    void takesEverythingFromATreeThatIsAllThereIs() throws Exception {
        index.add("whl/cu126", StubTorch.wheel("2.10.0", "cu126"))
                .add("whl/cu126", StubWheel.of("numpy", "2.1"))
                .add("whl/cu126", StubWheel.of("typing_extensions", "4.12.2"))
                .add("whl/cpu", StubWheel.of("numpy", "2.2"))
                .add("pypi", StubWheel.of("numpy", "2.4"));

        Solution solution = solve(plan(Source.PYTORCH, List.of(torch("cu126")), "torch", "numpy"));
        install(solution, 0);
        install(solution, 1);

        assertThat(installed()).containsExactly("numpy-2.1", "torch-2.10.0+cu126", "typing_extensions-4.12.2");
        assertThat(index.requests()).noneMatch(path -> path.startsWith("pypi/"));
    }

    @Test
    void fallsToTheNextCandidateAndSaysWhy() throws Exception {
        index.add("whl/cpu", StubTorch.wheel("2.10.0", "cpu"))
                .add("whl/cu126", StubTorch.wheel("2.9.0", "cu126"))
                .add("pypi", StubWheel.of("typing_extensions", "4.16.0"));

        Solution solution = solve(plan(List.of(torch("cu126"), torch("cpu")), "torch"));

        assertThat(solution.lock().lock().candidate()).isEqualTo("torch 2.10.0 cpu");
        assertThat(solution.passedOver())
                .singleElement()
                .asString()
                .startsWith("torch 2.10.0 cu126: No set of packages");
    }

    @Test
    void namesTheRequirementThatNothingSatisfies() {
        index.add("pypi", StubWheel.of("numpy", "2.4"));

        assertThatThrownBy(() -> solve(plan(List.of(AS_ASKED), "numpy==99")))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.diagnosis().signature()).hasToString("RESOLVER_NO_CANDIDATE:numpy==99"));
    }

    @Test
    void installsStageByStageWhatOneSolveFound() throws Exception {
        index.add("pypi", StubWheel.of("first", "1", "shared"))
                .add("pypi", StubWheel.of("second", "1", "shared<2"))
                .add("pypi", StubWheel.of("shared", "1"))
                .add("pypi", StubWheel.of("shared", "2"));
        Solution solution = solve(plan(List.of(AS_ASKED), "first", "second"));

        install(solution, 0);
        List<String> afterFirst = installed();
        install(solution, 1);

        assertThat(afterFirst).containsExactly("first-1", "shared-1");
        assertThat(installed()).containsExactly("first-1", "second-1", "shared-1");
        assertThat(installer.consistency(generation, CommandWatch.NOTHING).holds())
                .isTrue();
        assertThat(sitePackages().resolve("first/__pycache__")).isNotEmptyDirectory();
        assertThat(sitePackages().resolve("pip")).as("nobody asked for it").doesNotExist();
        assertThat(generation.resolve("bin/pip")).doesNotExist();
    }

    @Test
    void sharesNoFileWithTheCache() throws Exception {
        index.add("pypi", StubWheel.of("numpy", "2.4"));

        install(solve(plan(List.of(AS_ASKED), "numpy")), 0);

        assertThat(Files.getAttribute(sitePackages().resolve("numpy/__init__.py"), "unix:nlink"))
                .isEqualTo(1);
        assertThat(Files.getFileStore(layout.cache())).isEqualTo(Files.getFileStore(generation));
    }

    @Test
    void readsNoConfigurationOfTheMachineOrTheAccount() throws Exception {
        index.add("pypi", StubWheel.of("numpy", "2.4"));
        Path home = Files.createDirectories(layout.home().resolve("config/uv"));
        String elsewhere = "index-url = \"http://127.0.0.1:1/evil\"\n";
        Files.write(home.resolve("uv.toml"), elsewhere.getBytes(UTF_8));
        Files.write(layout.temporary().resolve("uv.toml"), elsewhere.getBytes(UTF_8));
        Files.write(generation.resolve("pip.conf"), ("[global]\n" + elsewhere).getBytes(UTF_8));

        Solution solution = solve(plan(List.of(AS_ASKED), "numpy"));

        assertThat(solution.lock().lock().packages()).extracting("name").containsExactly("numpy");
    }

    @Test
    void countsOnlyWhatTheCacheDoesNotHold() throws Exception {
        StubWheel numpy = StubWheel.of("numpy", "2.4");
        index.add("pypi", numpy);
        Solution solution = solve(plan(List.of(AS_ASKED), "numpy"));

        Download before = installer.missing(solution.lock().lock());
        install(solution, 0);
        Path another = folder.toRealPath().resolve("another");
        installer.create(another, TestMachine.python(), index.sources(), CommandWatch.NOTHING);
        Solution again = installer.solve(
                another, plan(List.of(AS_ASKED), "numpy"), index.sources(), SolveLimits.NONE, CommandWatch.NOTHING);
        Download after = installer.missing(again.lock().lock());

        assertThat(before.files()).isEqualTo(1);
        assertThat(before.bytes()).isPositive();
        assertThat(after).isEqualTo(new Download(0, 0));
    }

    @Test
    void removesFromTheCacheWhatWasFetchedLongestAgoAndFetchesItAgainWhenItIsNeeded() throws Exception {
        index.add("pypi", bulky("older")).add("pypi", bulky("newer"));
        Solution solution = solve(plan(List.of(AS_ASKED), "newer", "older"));
        install(solution, 0);
        install(solution, 1);
        Files.setLastModifiedTime(unpacked("older").getFirst(), FileTime.from(Instant.EPOCH));
        long budget = new UvCache(layout.uvCache()).bytes() - BULK_BYTES / 2;

        long freed = installer.trim(budget);
        long freedAgain = installer.trim(budget);

        assertThat(freed).isGreaterThanOrEqualTo(BULK_BYTES);
        assertThat(freedAgain).isZero();
        assertThat(unpacked("older")).isEmpty();
        assertThat(unpacked("newer")).hasSize(1);
        assertThat(installer.missing(solution.lock().lock()).files()).isEqualTo(2);
        Path another = folder.toRealPath().resolve("another");
        installer.create(another, TestMachine.python(), index.sources(), CommandWatch.NOTHING);
        installer.install(another, solution.lock().lock(), 1, index.sources(), CommandWatch.NOTHING);
        assertThat(unpacked("older")).hasSize(1);
    }

    private static StubWheel bulky(String project) {
        byte[] bulk = new byte[BULK_BYTES];
        new Random(project.hashCode()).nextBytes(bulk);
        return new StubWheel(
                project, "1", List.of(), Map.of(project + "/__init__.py", new byte[0], project + "/data.bin", bulk));
    }

    /** The folders of uv's cache in which a package lies. */
    private List<Path> unpacked(String project) throws IOException {
        try (Stream<Path> all = Files.walk(layout.uvCache().resolve("archive-v0"), 2)) {
            return all.filter(each -> each.endsWith(project + "-1.dist-info"))
                    .map(Path::getParent)
                    .toList();
        }
    }

    @Test
    void refusesAFileThatIsNotTheOneAnnounced() throws Exception {
        StubWheel numpy = StubWheel.of("numpy", "2.4");
        index.add("pypi", numpy);
        Solution solution = solve(plan(List.of(AS_ASKED), "numpy"));
        index.alter(numpy);

        assertThatThrownBy(() -> install(solution, 0))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.diagnosis().signature()).hasToString("HASH_MISMATCH:numpy==2.4"));
        assertThat(installed()).isEmpty();
    }

    @Test
    void installsWhatItsAuthorsWithdrewAndSaysSo() throws Exception {
        StubWheel numpy = StubWheel.of("numpy", "2.4");
        index.add("pypi", numpy);
        Solution solution = solve(plan(List.of(AS_ASKED), "numpy"));
        index.withdraw(numpy, "it loses data");

        List<String> remarks = install(solution, 0);

        assertThat(remarks).containsExactly("numpy 2.4 is withdrawn by its authors: it loses data");
        assertThat(installed()).containsExactly("numpy-2.4");
    }

    @Test
    void installsNoOtherFileOfTheSameName() throws Exception {
        StubWheel numpy = StubWheel.of("numpy", "2.4");
        index.add("pypi", numpy).add("pypi", StubWheel.of("scipy", "1.17"));
        Solution solution = solve(plan(List.of(AS_ASKED), "numpy scipy"));
        index.replace(numpy, StubWheel.of("numpy", "2.4", "surprise"));
        emptyTheCache();

        assertThatThrownBy(() -> install(solution, 0))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.diagnosis().signature())
                                .hasToString("FILE_REPLACED:numpy-2.4-py3-none-any.whl"));
        assertThat(installed()).isEmpty();
    }

    @Test
    void takesWhatIsGoneFromItsSourceFromTheCache() throws Exception {
        StubWheel numpy = StubWheel.of("numpy", "2.4");
        index.add("pypi", numpy).add("pypi", StubWheel.of("numpy", "2.5")).add("pypi", StubWheel.of("scipy", "1.17"));
        Solution solution = solve(plan(List.of(AS_ASKED), "numpy==2.4 scipy"));
        install(solution, 0);
        index.remove(numpy);
        generation = folder.toRealPath().resolve("another");
        installer.create(generation, TestMachine.python(), index.sources(), CommandWatch.NOTHING);

        List<String> remarks = install(solution, 0);

        assertThat(remarks)
                .containsExactly("numpy-2.4-py3-none-any.whl is gone from its source:"
                        + " it is taken from this machine's cache");
        assertThat(installed()).containsExactly("numpy-2.4", "scipy-1.17");
        assertThat(sitePackages().resolve("numpy/__init__.py")).content().contains("2.4");
        assertThat(sitePackages().resolve("numpy-2.4.dist-info/direct_url.json"))
                .doesNotExist();
    }

    @Test
    void saysWhatIsGoneFromItsSourceAndWasNeverKept() throws Exception {
        StubWheel numpy = StubWheel.of("numpy", "2.4");
        index.add("pypi", numpy);
        Solution solution = solve(plan(List.of(AS_ASKED), "numpy"));
        index.remove(numpy);
        emptyTheCache();

        assertThatThrownBy(() -> install(solution, 0))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.diagnosis().signature()).hasToString("FILE_GONE:numpy-2.4-py3-none-any.whl"));
    }

    @Test
    void takesWhatIsGoneFromItsSourceFromTheSitesCache() throws Exception {
        StubWheel numpy = StubWheel.of("numpy", "2.4");
        index.add("pypi", numpy).add("pypi", StubWheel.of("scipy", "1.17"));
        Solution solution = solve(plan(List.of(AS_ASKED), "numpy scipy"));
        index.remove(numpy);
        emptyTheCache();
        Path site = folder.resolve("site");
        String digest = Sha256.of(numpy.content()).hex();
        Files.createDirectories(site.resolve(digest.substring(0, 2)));
        Files.write(site.resolve(digest.substring(0, 2)).resolve(digest), numpy.content());
        installer = TestMachine.installer(layout, Network.of(null, layout.credentials(), site.toString()));
        installer.create(generation, TestMachine.python(), index.sources(), CommandWatch.NOTHING);

        List<String> remarks = install(solution, 0);

        assertThat(remarks)
                .containsExactly(
                        "numpy-2.4-py3-none-any.whl is gone from its source: it is taken from the site's cache");
        assertThat(installed()).containsExactly("numpy-2.4", "scipy-1.17");
    }

    private void emptyTheCache() throws Exception {
        TestMachine.run("/bin/rm", "-r", layout.cache().toString());
    }

    @Test
    void refusesToInstallAnOptionAsARequirement() {
        assertThatThrownBy(() -> solve(plan(List.of(AS_ASKED), "--index-url=http://127.0.0.1:1")))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("PLAN_UNREADABLE");
    }

    private List<String> install(Solution solution, int stage)
            throws FailureException, IOException, InterruptedException {
        return installer.install(generation, solution.lock().lock(), stage, index.sources(), CommandWatch.NOTHING);
    }

    private Solution solve(Plan plan) throws FailureException, IOException, InterruptedException {
        return installer.solve(generation, plan, index.sources(), SolveLimits.NONE, CommandWatch.NOTHING);
    }

    private static Candidate torch(String build) {
        return new Candidate(
                "torch 2.10.0 " + build,
                List.of("torch==2.10.0+" + build),
                Map.of("torch", new Placement(Source.PYTORCH, build)));
    }

    /** A plan whose stages are requirements parted by blanks. */
    private static Plan plan(List<Candidate> candidates, String... stages) {
        return plan(Source.PYPI, candidates, stages);
    }

    private static Plan plan(SourceName defaultIndex, List<Candidate> candidates, String... stages) {
        List<List<String>> requirements =
                Stream.of(stages).map(each -> List.of(each.split(" ", -1))).toList();
        List<String> all = requirements.stream().flatMap(List::stream).toList();
        Stream<Step> installs = requirements.stream().map(each -> new Step.Install("stage-" + each.getFirst(), each));
        return new Plan(
                Plan.FORMAT,
                new EnvironmentName("test"),
                Stream.concat(Stream.of(new Step.Solve(all, candidates, defaultIndex)), installs)
                        .toList());
    }

    private List<String> installed() throws IOException {
        try (Stream<Path> entries = Files.list(sitePackages())) {
            return entries.map(each -> String.valueOf(each.getFileName()))
                    .filter(name -> name.endsWith(".dist-info"))
                    .map(name -> name.replace(".dist-info", ""))
                    .sorted()
                    .toList();
        }
    }

    private Path sitePackages() throws IOException {
        try (Stream<Path> pythons = Files.list(generation.resolve("lib"))) {
            return pythons.findFirst().orElseThrow().resolve("site-packages");
        }
    }
}
