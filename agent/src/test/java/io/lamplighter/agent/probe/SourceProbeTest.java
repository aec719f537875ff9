package io.lamplighter.agent.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.agent.layout.Layout;
import io.lamplighter.agent.policy.PolicyFile;
import io.lamplighter.agent.probe.Reachability.Look;
import io.lamplighter.api.machine.SourceReading;
import io.lamplighter.api.manifest.BuildName;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.name.SourceName;
import io.lamplighter.api.plan.AvailableSource;
import io.lamplighter.api.plan.BuiltInSources;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceProbeTest {
    private static final Instant START = Instant.parse("2026-11-23T08:00:00Z");

    private static final String POLICY = """
            hosts: [%s]
            steps: []
            installers: []
            interpreters: []
            """;

    @TempDir
    Path folder;

    private final Set<String> down = ConcurrentHashMap.newKeySet();
    private final Map<String, String> pages = new ConcurrentHashMap<>();
    private final List<String> asked = new ArrayList<>();
    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final SourceProbe probe = new SourceProbe(() -> _ -> new FakeLook(), now::get, Duration.ZERO);

    @Test
    void looksAtAPageThatInstallersAskFor() throws Exception {
        probe.lookAt(List.of(
                source("mirror", Source.Type.PYPI, "https://mirror.lab.example/simple"),
                new AvailableSource(
                        new SourceName("tree"),
                        Source.Type.PYTORCH,
                        "https://mirror.lab.example/whl",
                        List.of(new BuildName("cu126"))),
                source("all", Source.Type.PYTORCH, "https://all.lab.example/whl")));

        List<SourceReading> readings = probe.read();

        assertThat(readings).extracting(SourceReading::reachable).containsExactly(true, true, true);
        assertThat(asked)
                .containsExactlyInAnyOrder(
                        "https://mirror.lab.example/simple/pip/",
                        "https://mirror.lab.example/whl/cu126/torch/",
                        "https://all.lab.example/whl/cpu/torch/",
                        "https://all.lab.example/whl/");
    }

    @Test
    void triesThreeTimesBeforeANewMachineIsToldNo() throws Exception {
        probe.lookAt(List.of(source("mirror", Source.Type.PYPI, "https://mirror.lab.example/simple")));
        down.add("https://mirror.lab.example/simple/pip/");
        down.add("https://mirror.lab.example/simple/");

        List<SourceReading> readings = probe.read();

        assertThat(readings)
                .containsExactly(new SourceReading(new SourceName("mirror"), false, List.of(), "down today"));
        assertThat(asked).hasSize(6);
    }

    @Test
    void takesASitesOwnIndexThatHoldsOnlyItsOwnPackages() throws Exception {
        probe.lookAt(List.of(source("mirror", Source.Type.PYPI, "https://mirror.lab.example/simple")));
        down.add("https://mirror.lab.example/simple/pip/");

        List<SourceReading> readings = probe.read();

        assertThat(readings).extracting(SourceReading::reachable).containsExactly(true);
    }

    @Test
    void forgivesOneFailureOfASourceThatAnswered() throws Exception {
        probe.lookAt(List.of(source("mirror", Source.Type.PYPI, "https://mirror.lab.example/simple")));
        probe.read();
        down.add("https://mirror.lab.example/simple/pip/");
        down.add("https://mirror.lab.example/simple/");

        List<SourceReading> readings = probe.read();

        assertThat(readings).extracting(SourceReading::reachable).containsExactly(true);
    }

    @Test
    void beginsAnewWhenASourceMoves() throws Exception {
        probe.lookAt(List.of(source("mirror", Source.Type.PYPI, "https://old.lab.example/simple")));
        probe.read();
        down.add("https://new.lab.example/simple/pip/");
        down.add("https://new.lab.example/simple/");
        probe.lookAt(List.of(source("mirror", Source.Type.PYPI, "https://new.lab.example/simple")));

        List<SourceReading> readings = probe.read();

        assertThat(readings).extracting(SourceReading::reachable).containsExactly(false);
    }

    @Test
    void takesTheFirstAddressThatAnswers() throws Exception {
        AvailableSource mirrored = withFallbacks("https://first.lab.example", "https://second.lab.example");
        probe.lookAt(List.of(mirrored));
        down.add("https://first.lab.example/cu126/torch/");

        List<SourceReading> readings = probe.read();

        assertThat(readings).extracting(SourceReading::reachable).containsExactly(true);
        assertThat(probe.answeringFirst(List.of(mirrored)))
                .containsExactly(withFallbacks("https://second.lab.example", "https://first.lab.example"));
        assertThat(asked)
                .containsExactly("https://first.lab.example/cu126/torch/", "https://second.lab.example/cu126/torch/");
    }

    @Test
    void returnsToTheFirstAddressWhenItAnswersAgain() throws Exception {
        AvailableSource mirrored = withFallbacks("https://first.lab.example", "https://second.lab.example");
        probe.lookAt(List.of(mirrored));
        down.add("https://first.lab.example/cu126/torch/");
        probe.read();
        down.clear();

        probe.read();

        assertThat(probe.answeringFirst(List.of(mirrored))).containsExactly(mirrored);
    }

    @Test
    void keepsTheAddressThatAnsweredLastWhileNoneDoes() throws Exception {
        AvailableSource mirrored = withFallbacks("https://first.lab.example", "https://second.lab.example");
        probe.lookAt(List.of(mirrored));
        down.add("https://first.lab.example/cu126/torch/");
        probe.read();
        down.add("https://second.lab.example/cu126/torch/");

        List<Boolean> reachable = new ArrayList<>();
        for (int reading = 0; reading < Reachability.FAILURES; reading++) {
            reachable.add(probe.read().getFirst().reachable());
        }

        assertThat(reachable).containsExactly(true, true, false);
        assertThat(probe.read().getFirst().reason()).isEqualTo("down today; down today");
        assertThat(probe.answeringFirst(List.of(mirrored)).getFirst().url()).isEqualTo("https://second.lab.example");
    }

    @Test
    void leavesASourceAsItIsThatWasNeverLookedAt() {
        AvailableSource mirrored = withFallbacks("https://first.lab.example", "https://second.lab.example");

        assertThat(probe.answeringFirst(List.of(mirrored))).containsExactly(mirrored);
    }

    @Test
    void readsWhichBuildsAMirrorCarriesOnceAnHour() throws Exception {
        probe.lookAt(List.of(source("tree", Source.Type.PYTORCH, "https://mirror.lab.example/whl")));
        pages.put("https://mirror.lab.example/whl/", "<a href='cpu/'>cpu/</a> <a href='cu126/'>cu126/</a>");
        List<String> first = probe.read().getFirst().builds();
        pages.put("https://mirror.lab.example/whl/", "<a href='cpu/'>cpu/</a>");

        now.set(START.plus(Duration.ofMinutes(59)));
        List<String> soon = probe.read().getFirst().builds();
        now.set(START.plus(Duration.ofHours(1)));
        List<String> later = probe.read().getFirst().builds();

        assertThat(first).containsExactly("cpu", "cu126");
        assertThat(soon).isEqualTo(first);
        assertThat(later).containsExactly("cpu");
        assertThat(asked).filteredOn("https://mirror.lab.example/whl/"::equals).hasSize(2);
    }

    @Test
    void readsNoBuildsAnewFromAnAddressThatStandsInForAMoment() throws Exception {
        probe.lookAt(List.of(new AvailableSource(
                new SourceName("tree"),
                Source.Type.PYTORCH,
                "https://first.lab.example",
                List.of("https://second.lab.example"),
                List.of(),
                List.of())));
        pages.put("https://first.lab.example/", "<a href='cpu/'>cpu/</a> <a href='cu126/'>cu126/</a>");
        pages.put("https://second.lab.example/", "<a href='cpu/'>cpu/</a>");
        probe.read();
        down.add("https://first.lab.example/cpu/torch/");
        pages.remove("https://first.lab.example/");

        now.set(START.plus(Duration.ofMinutes(90)));
        List<String> outage = probe.read().getFirst().builds();
        now.set(START.plus(Duration.ofMinutes(100)));
        List<String> move = probe.read().getFirst().builds();

        assertThat(outage).containsExactly("cpu", "cu126");
        assertThat(move).containsExactly("cpu");
    }

    @Test
    void forgetsNoBuildsInAnOutage() throws Exception {
        probe.lookAt(List.of(source("tree", Source.Type.PYTORCH, "https://mirror.lab.example/whl")));
        pages.put("https://mirror.lab.example/whl/", "<a href='cpu/'>cpu/</a>");
        probe.read();
        pages.clear();

        now.set(START.plus(Duration.ofHours(1)));
        List<String> withoutPage = probe.read().getFirst().builds();
        down.add("https://mirror.lab.example/whl/cpu/torch/");
        now.set(START.plus(Duration.ofHours(2)));
        List<String> withoutAnything = probe.read().getFirst().builds();

        assertThat(withoutPage).containsExactly("cpu");
        assertThat(withoutAnything).containsExactly("cpu");
    }

    @Test
    void findsAMirrorThatCarriesNoBuildForTheProcessor() throws Exception {
        probe.lookAt(List.of(source("tree", Source.Type.PYTORCH, "https://mirror.lab.example/whl")));
        down.add("https://mirror.lab.example/whl/cpu/torch/");
        pages.put("https://mirror.lab.example/whl/", "<a href='cu126/'>cu126/</a>");

        List<SourceReading> readings = probe.read();

        assertThat(readings).containsExactly(new SourceReading(new SourceName("tree"), true, List.of("cu126"), null));
    }

    @Test
    void asksThePublicTreeForNothingThatTheCatalogKnows() throws Exception {
        AvailableSource tree = BuiltInSources.find(Source.PYTORCH).orElseThrow();
        pages.put(tree.url() + "/", "<a href='cpu/'>cpu/</a>");
        probe.lookAt(List.of(tree));

        List<SourceReading> readings = probe.read();

        assertThat(readings).containsExactly(new SourceReading(Source.PYTORCH, true, List.of(), null));
        assertThat(asked).containsExactly(tree.url() + "/cpu/torch/");
    }

    @Test
    void fetchesNothingOfAChannel() throws Exception {
        probe.lookAt(List.of(source("forge", Source.Type.CONDA, "https://conda.lab.example/conda-forge")));

        List<SourceReading> readings = probe.read();

        assertThat(readings).extracting(SourceReading::reachable).containsExactly(true);
        assertThat(asked).containsExactly("file https://conda.lab.example/conda-forge/noarch/repodata.json");
    }

    @Test
    void readsWhichPythonsASourceHas() throws Exception {
        String list = "https://mirror.lab.example/python/20261110/SHA256SUMS";
        pages.put(list, """
                %064x  cpython-3.12.13+20261110-%s-unknown-linux-gnu-install_only_stripped.tar.gz
                %064x  cpython-3.9.25+20261110-another-unknown-linux-gnu-install_only_stripped.tar.gz
                """.formatted(1, Layout.architecture(), 2));
        probe.lookAt(List.of(source("pythons", Source.Type.PYTHON, list.replace("/SHA256SUMS", ""))));

        List<SourceReading> readings = probe.read();

        assertThat(readings)
                .containsExactly(new SourceReading(new SourceName("pythons"), true, List.of("3.12.13"), null));
    }

    @Test
    void saysWhyNothingMayBeAskedWhereThePolicyCannotBeRead() throws Exception {
        Path file = Files.writeString(folder.resolve("policy.yaml"), "host: [mirror.lab.example]\nstep: []\n");
        SourceProbe policed = policed(file);
        policed.lookAt(List.of(source("mirror", Source.Type.PYPI, "https://mirror.lab.example/simple")));

        SourceReading reading = policed.read().getFirst();

        assertThat(reading.reachable()).isFalse();
        assertThat(reading.reason())
                .startsWith("The policy of this machine cannot be relied on")
                .contains(file + ":1:1: required field \"hosts\" is missing")
                .endsWith(" (and 5 more: `lamplighter-agent policy` on the machine names all)")
                .doesNotContain("\n");
        assertThat(asked).isEmpty();
    }

    @Test
    void saysAtOnceWhatAChangedPolicyBrings() throws Exception {
        Path file = Files.writeString(folder.resolve("policy.yaml"), "mistake\n");
        SourceProbe policed = policed(file);
        policed.lookAt(List.of(source("mirror", Source.Type.PYPI, "https://mirror.lab.example/simple")));
        policed.read();

        Files.writeString(file, POLICY.formatted("other.lab.example"));
        assertThat(policed.read())
                .extracting(SourceReading::reason)
                .first()
                .asString()
                .contains("is not among the hosts");
    }

    @Test
    void keepsASourceOverAPolicyThatIsHalfWrittenOnce() throws Exception {
        Path file = Files.writeString(folder.resolve("policy.yaml"), POLICY.formatted("mirror.lab.example"));
        SourceProbe policed = policed(file);
        policed.lookAt(List.of(source("mirror", Source.Type.PYPI, "https://mirror.lab.example/simple")));
        policed.read();

        Files.writeString(file, "hosts: [");
        List<Boolean> reachable = new ArrayList<>();
        for (int looks = 0; looks < Reachability.FAILURES; looks++) {
            reachable.add(policed.read().getFirst().reachable());
        }
        assertThat(reachable).containsExactly(true, true, false);

        Files.writeString(file, POLICY.formatted("mirror.lab.example"));
        assertThat(policed.read().getFirst().reachable()).isTrue();
    }

    private SourceProbe policed(Path file) {
        return new SourceProbe(
                PolicedLooks.over(() -> _ -> new FakeLook(), new PolicyFile(file, false)), now::get, Duration.ZERO);
    }

    private static AvailableSource withFallbacks(String first, String... others) {
        return new AvailableSource(
                new SourceName("tree"),
                Source.Type.PYTORCH,
                first,
                List.of(others),
                List.of(new BuildName("cu126")),
                List.of());
    }

    private static AvailableSource source(String name, Source.Type type, String url) {
        return new AvailableSource(new SourceName(name), type, url, List.of());
    }

    private final class FakeLook implements SourceLook {
        @Override
        public Look at(String page) {
            ask(page);
            return down.contains(page) ? new Look.Failed("down today") : new Look.Answered();
        }

        @Override
        public Look atFile(String file) {
            ask("file " + file);
            return new Look.Answered();
        }

        @Override
        public Optional<String> text(String page) {
            ask(page);
            return Optional.ofNullable(pages.get(page));
        }

        private void ask(String page) {
            synchronized (asked) {
                asked.add(page);
            }
        }
    }
}
