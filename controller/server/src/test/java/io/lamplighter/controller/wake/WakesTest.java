package io.lamplighter.controller.wake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import io.lamplighter.api.machine.MacAddress;
import io.lamplighter.api.machine.Waking;
import io.lamplighter.api.machine.Waking.Card;
import io.lamplighter.controller.event.Events;
import io.lamplighter.controller.machine.FactsStore;
import io.lamplighter.controller.peers.Operator;
import io.lamplighter.controller.peers.TestAgent;
import io.lamplighter.controller.peers.TestFacts;
import io.lamplighter.controller.placement.AssignmentStore;
import io.lamplighter.controller.storage.Storage;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Packets as they arrive on loopback. The clock is the test's: its window comes once in a year, at a time at which no
 * other clock is likely to look.
 */
@QuarkusTest
class WakesTest {
    private static final String WINDOW = "  window: {cron: \"33 3 29 2 *\", zone: UTC, duration: 3h, wake: lan}\n";
    private static final Instant OPENS = Instant.parse("2096-02-29T03:33:00Z");
    private static final Instant IN_TIME = OPENS.minusSeconds(150);

    private final String room = Operator.unique("room");
    private final String environment = Operator.unique("env");
    private final MacAddress mac = new MacAddress("02:00:00:%02x:%02x:%02x".formatted(random(), random(), random()));
    private DatagramSocket listener;

    @Inject
    Storage storage;

    @Inject
    WakeStore store;

    @Inject
    AssignmentStore assignments;

    @Inject
    FactsStore facts;

    @Inject
    Events events;

    @BeforeEach
    void listen() throws IOException {
        listener = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void listenNoMore() {
        listener.close();
    }

    @Test
    void sendsThePacketShortlyBeforeTheWindowAndOnlyOnce() throws Exception {
        TestAgent agent = machine(WINDOW, wakeable());

        at(IN_TIME).look();

        assertThat(received()).isEqualTo(magic());
        events(agent)
                .body("items.find { it.reason == 'WakeSent' }.detail", containsString("to " + mac + " by 127.0.0.1"))
                .body("items.find { it.reason == 'WakeSent' }.detail", containsString("opens " + OPENS));
        at(IN_TIME).look();
        at(OPENS.plusSeconds(60)).look();
        assertNothingComes();
    }

    @Test
    void isNotTooEarlyAndNotTooLate() throws Exception {
        machine(WINDOW, wakeable());

        at(OPENS.minusSeconds(181)).look();
        at(OPENS.plusSeconds(3 * 60 * 60)).look();

        assertNothingComes();
    }

    @Test
    void makesUpForAControllerThatWasAwayWhileTheWindowIsOpen() throws Exception {
        machine(WINDOW, wakeable());

        at(OPENS.plusSeconds(600)).look();

        assertThat(received()).isEqualTo(magic());
    }

    @Test
    void letsAMachineSleepThatIsHeldFrozenOrBlackedOut() throws Exception {
        TestAgent held = machine(WINDOW, wakeable());
        Operator.apply("""
                apiVersion: lamplighter.io/v1
                kind: Machine
                metadata: {name: %s}
                spec: {hold: {until: 2096-03-01, reason: a paper}}
                """.formatted(held.name()));
        String frozen = Operator.unique("room");
        TestAgent.enrolledIn(frozen, TestFacts.wokenBy(wakeable(), TestFacts.withoutGpu()));
        String group = Operator.unique("frozen");
        Operator.apply(Operator.environmentForRoom(group, "numpy", frozen) + WINDOW);
        Operator.request()
                .contentType("application/json")
                .body("{\"from\": \"2096-02-29T00:00:00Z\", \"until\": \"2096-02-29T12:00:00Z\"}")
                .put("/api/v1/freezes/{group}", group)
                .then()
                .statusCode(200);
        String dark = Operator.unique("room");
        TestAgent.enrolledIn(dark, TestFacts.wokenBy(wakeable(), TestFacts.withoutGpu()));
        Operator.apply(Operator.environmentForRoom(Operator.unique("dark"), "numpy", dark) + WINDOW
                + "  blackout: [2096-02-29]\n");

        at(IN_TIME).look();

        assertNothingComes();
        waking(held).body("at", nullValue()).body("by", equalTo("lan"));
    }

    @Test
    void saysWhyAMachineCannotBeWoken() throws Exception {
        TestAgent agent = machine(WINDOW, Waking.refused());

        at(IN_TIME).look();

        assertNothingComes();
        events(agent)
                .body("items.find { it.reason == 'WakeFailed' }.detail", containsString("policy does not allow it"));
        waking(agent).body("at", nullValue()).body("obstacles", hasItem(containsString("wake: true")));
    }

    @Test
    void asksNobodyForMachinesWhoseWindowsDoNot() throws Exception {
        TestAgent agent = machine(WINDOW.replace("wake: lan", "wake: rtc"), wakeable());

        at(IN_TIME).look();

        assertNothingComes();
        waking(agent).body("by", equalTo("rtc")).body("obstacles", empty()).body("to", empty());
        waking(machine("", wakeable())).body("by", equalTo("none")).body("at", nullValue());
    }

    @Test
    void saysThatNoSubnetOfAMachineIsItsOwn() {
        TestAgent agent = machine(WINDOW, wakeable());

        waking(agent).body("obstacles", contains(containsString("lamplighter.wake.broadcast")));
    }

    private TestAgent machine(String more, Waking waking) {
        Operator.apply(Operator.environmentForRoom(environment, "numpy", room) + more);
        return TestAgent.enrolledIn(room, TestFacts.wokenBy(waking, TestFacts.withoutGpu()));
    }

    private Waking wakeable() {
        return new Waking(true, List.of(new Card("enp3s0", mac, true, List.of())));
    }

    private Wakes at(Instant now) {
        List<Destination> loopback = List.of(new Destination("127.0.0.1", listener.getLocalPort()));
        return new Wakes(storage, store, assignments, facts, events, () -> Optional.of(loopback), () -> now);
    }

    /** The next packet for the machine of this test; those of other tests' machines are none of its business. */
    private byte[] received() throws IOException {
        listener.setSoTimeout(10_000);
        while (true) {
            DatagramPacket packet = new DatagramPacket(new byte[1500], 1500);
            listener.receive(packet);
            byte[] content = Arrays.copyOf(packet.getData(), packet.getLength());
            if (content.length < 12 || Arrays.equals(content, 6, 12, mac.bytes(), 0, 6)) {
                return content;
            }
        }
    }

    /** What was sent on loopback is there when sending returns. */
    private void assertNothingComes() throws IOException {
        listener.setSoTimeout(1);
        assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(() -> {
            while (true) {
                DatagramPacket packet = new DatagramPacket(new byte[1500], 1500);
                listener.receive(packet);
                assertThat(Arrays.copyOfRange(packet.getData(), 6, 12)).isNotEqualTo(mac.bytes());
            }
        });
    }

    private byte[] magic() {
        byte[] expected = new byte[102];
        Arrays.fill(expected, 0, 6, (byte) 0xff);
        for (int i = 6; i < expected.length; i += 6) {
            System.arraycopy(mac.bytes(), 0, expected, i, 6);
        }
        return expected;
    }

    private static ValidatableResponse waking(TestAgent agent) {
        return Operator.request()
                .get("/api/v1/machines/{machine}/waking", agent.name())
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse events(TestAgent agent) {
        return Operator.request()
                .get("/api/v1/events?machine={machine}", agent.name())
                .then()
                .statusCode(200);
    }

    private static int random() {
        return ThreadLocalRandom.current().nextInt(256);
    }
}
