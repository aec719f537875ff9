package io.lamplighter.agent.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.lamplighter.agent.installer.MachineTrust;
import io.lamplighter.agent.probe.Reachability.Look;
import io.lamplighter.api.machine.SourceReading;
import io.lamplighter.api.manifest.BuildName;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.name.SourceName;
import io.lamplighter.api.plan.AvailableSource;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class SourceProbeTest {
    private final Set<String> down = ConcurrentHashMap.newKeySet();
    private final List<String> asked = new ArrayList<>();
    private final SourceProbe probe = new SourceProbe(FakeLook::new, InstantSource.system(), Duration.ZERO);

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
                        "https://all.lab.example/whl/cpu/torch/");
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
    void saysOverHttpWhatAnsweredAndWhatDidNot() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/simple/pip/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        String root = "http://127.0.0.1:" + server.getAddress().getPort();
        try (SourceLook look =
                SourceLook.byHttp(new MachineTrust(), Duration.ofSeconds(10)).open()) {
            Look there = look.at(root + "/simple/pip/");
            Look missing = look.at(root + "/other/pip/");
            server.stop(0);
            Look gone = look.at(root + "/simple/pip/");

            assertThat(there).isEqualTo(new Look.Answered());
            assertThat(missing).isEqualTo(new Look.Failed(root + "/other/pip/ answers 404"));
            assertThat(gone).isInstanceOf(Look.Failed.class);
        }
    }

    private static AvailableSource source(String name, Source.Type type, String url) {
        return new AvailableSource(new SourceName(name), type, url, List.of());
    }

    private final class FakeLook implements SourceLook {
        @Override
        public Look at(String page) {
            synchronized (asked) {
                asked.add(page);
            }
            return down.contains(page) ? new Look.Failed("down today") : new Look.Answered();
        }

        @Override
        public void close() {}
    }
}
