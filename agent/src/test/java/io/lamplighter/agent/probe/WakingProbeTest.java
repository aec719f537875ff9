package io.lamplighter.agent.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.agent.policy.Policies;
import io.lamplighter.agent.policy.Policy;
import io.lamplighter.agent.policy.PolicyRules;
import io.lamplighter.api.machine.MacAddress;
import io.lamplighter.api.machine.SubnetAddress;
import io.lamplighter.api.machine.Waking;
import io.lamplighter.api.machine.Waking.Card;
import java.io.IOException;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Network cards as {@code /sys/class/net} has them. */
class WakingProbeTest {
    private static final SubnetAddress ADDRESS = new SubnetAddress("10.20.3.7/24");

    @TempDir
    private Path root;

    @Test
    void tellsCardsWithACableAndWhetherTheyListen() throws Exception {
        card("enp3s0", "04:42:1a:0c:7f:e1", "enabled");
        card("enp4s0", "04:42:1A:0C:7F:E2", "disabled");
        card("enp5s0", "04:42:1a:0c:7f:e3", null);

        Waking waking = probe(true).read();

        assertThat(waking)
                .isEqualTo(new Waking(
                        true,
                        List.of(
                                new Card("enp3s0", new MacAddress("04:42:1a:0c:7f:e1"), true, List.of(ADDRESS)),
                                new Card("enp4s0", new MacAddress("04:42:1a:0c:7f:e2"), false, List.of()),
                                new Card("enp5s0", new MacAddress("04:42:1a:0c:7f:e3"), null, List.of()))));
    }

    @Test
    void leavesOutWhatNoPacketWakes() throws Exception {
        Files.createDirectory(card("wlp2s0", "04:42:1a:0c:7f:e4", "enabled").resolve("wireless"));
        file(card("lo", "00:00:00:00:00:00", null).resolve("type"), "772");
        Path bridge = root.resolve("sys/class/net/docker0");
        file(bridge.resolve("address"), "02:42:b8:90:c8:5a");
        file(bridge.resolve("type"), "1");

        Waking waking = probe(true).read();

        assertThat(waking.cards()).isEmpty();
    }

    @Test
    void tellsNothingWhereThePolicyLetsNobodyWakeIt() throws Exception {
        card("enp3s0", "04:42:1a:0c:7f:e1", "enabled");

        assertThat(probe(false).read()).isEqualTo(Waking.refused());
    }

    @Test
    void readsTheAddressesOfThisMachine() throws Exception {
        String loopback = NetworkInterface.networkInterfaces()
                .filter(each -> each.getInterfaceAddresses().stream()
                        .anyMatch(
                                address -> address.getAddress().getHostAddress().equals("127.0.0.1")))
                .findFirst()
                .orElseThrow()
                .getName();

        assertThat(WakingProbe.ofSystem(loopback)).contains(new SubnetAddress("127.0.0.1/8"));
        assertThat(WakingProbe.ofSystem("no-such-card")).isEmpty();
    }

    private WakingProbe probe(boolean allowed) {
        PolicyRules rules = new PolicyRules(List.of(), List.of(), List.of(), List.of(), false, false, false, allowed);
        Policies policies = () -> new Policy("a test", rules);
        return new WakingProbe(root, policies, card -> card.equals("enp3s0") ? List.of(ADDRESS) : List.of());
    }

    private Path card(String name, String mac, @Nullable String wakeup) throws IOException {
        Path card = root.resolve("sys/class/net").resolve(name);
        file(card.resolve("address"), mac);
        file(card.resolve("type"), "1");
        Files.createDirectories(card.resolve("device/power"));
        if (wakeup != null) {
            file(card.resolve("device/power/wakeup"), wakeup);
        }
        return card;
    }

    private static void file(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text + "\n");
    }
}
