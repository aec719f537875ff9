package io.lamplighter.agent.reboot;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.agent.fixture.SettableClock;
import io.lamplighter.agent.fixture.TestMachine;
import io.lamplighter.agent.layout.Layout;
import io.lamplighter.agent.policy.Policies;
import io.lamplighter.agent.policy.Policy;
import io.lamplighter.agent.policy.PolicyRules;
import io.lamplighter.agent.probe.HostSigns;
import io.lamplighter.agent.schedule.Permits;
import io.lamplighter.api.machine.Hold;
import io.lamplighter.api.machine.PendingBoot;
import io.lamplighter.api.manifest.Group.Reboot;
import io.lamplighter.api.name.GroupName;
import io.lamplighter.api.name.MachineId;
import io.lamplighter.api.schedule.CronExpression;
import io.lamplighter.api.schedule.Freeze;
import io.lamplighter.api.schedule.Gates;
import io.lamplighter.api.schedule.Schedule;
import io.lamplighter.api.schedule.TimeSpan;
import io.lamplighter.api.schedule.Window;
import io.lamplighter.api.schedule.ZoneName;
import io.lamplighter.api.wire.Assignment;
import io.lamplighter.api.wire.RebootTerms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A stand-in for the program that boots, which writes down that it ran. */
class RebootsTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Instant NIGHT = Instant.parse("2026-11-24T02:00:00Z");
    private static final Schedule NIGHTLY = new Schedule(
            List.of(new Window(
                    new CronExpression("0 2 * * *"), new ZoneName("UTC"), new TimeSpan("3h"), new TimeSpan("0m"))),
            List.of(),
            Gates.NONE);
    private static final RebootTerms IN_WINDOW = new RebootTerms(new GroupName("teaching"), Reboot.IN_WINDOW, NIGHTLY);
    private static final RebootTerms WHEN_IDLE = new RebootTerms(new GroupName("teaching"), Reboot.WHEN_IDLE, NIGHTLY);
    private static final HostSigns REQUIRED = new HostSigns(null, true, List.of(), List.of(), Map.of());

    @TempDir
    Path folder;

    private final SettableClock clock = new SettableClock(NIGHT);
    private final Claims claims = new Claims();
    private HostSigns signs = REQUIRED;
    private boolean allowed = true;
    private List<String> computing = List.of();
    private @Nullable Hold hold;
    private int status;
    private Permits permits;
    private Reboots reboots;
    private final List<@Nullable PendingBoot> waits = new ArrayList<>();

    private static final class Claims implements RebootClaims {
        final List<String> asked = new ArrayList<>();

        @Nullable
        String away;

        boolean reachable = true;
        int back;

        @Override
        public RebootGrant claim(String reason) {
            asked.add(reason);
            return away == null ? new RebootGrant.Granted() : new RebootGrant.Later(away, NIGHT.plusSeconds(60));
        }

        @Override
        public boolean isBack() {
            back += reachable ? 1 : 0;
            return reachable;
        }
    }

    @BeforeEach
    void start() throws IOException {
        Files.createDirectories(folder.resolve("proc"));
        Files.writeString(folder.resolve("proc/loadavg"), "0.02 0.01 0.00 1/977 12345");
        permits = Permits.of(
                () -> new MachineId("0198c0de-0000-7000-8000-000000000007"),
                folder,
                folder,
                () -> computing,
                folder.resolve("attendance.json"),
                "boot 1");
        reboots = started("boot 1");
    }

    @Test
    void bootsInTheWindowWhenNobodyUsesIt() throws Exception {
        clock.set(NIGHT.plus(Duration.ofMinutes(10)));

        look(IN_WINDOW);
        Instant told = clock.instant();
        clock.pass(Duration.ofMinutes(1));
        look(IN_WINDOW);

        assertThat(booted()).isEqualTo(1);
        assertThat(waits.getLast()).extracting(PendingBoot::why).isEqualTo("it was told to at " + told);
        assertThat(claims.asked).containsExactly("a package asks for it (/run/reboot-required)");
        assertThat(folder.resolve("reboots.json")).content().contains("boot 1");
    }

    @Test
    void waitsForItsWindow() throws Exception {
        clock.set(NOON);
        look(IN_WINDOW);
        assertThat(booted()).isZero();

        look(WHEN_IDLE);
        assertThat(booted()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"policy", "module", "hold", "freeze", "gpu", "user", "load", "not required", "no group"})
    void neverBootsWhile(String what) throws Exception {
        Path sessions = Files.createDirectories(folder.resolve("run/systemd/sessions"));
        RebootTerms terms = WHEN_IDLE;
        switch (what) {
            case "policy" -> allowed = false;
            case "module" -> signs = new HostSigns("6.8.0-50-generic", true, List.of(), List.of(), Map.of());
            case "hold" -> hold = new Hold(NIGHT.plusSeconds(3600), "a paper");
            case "freeze" ->
                permits.freeze(List.of(new Freeze(new GroupName("teaching"), NOON, NIGHT.plusSeconds(3600), "exam")));
            case "gpu" -> computing = List.of("train");
            case "user" -> Files.writeString(sessions.resolve("3"), "USER=alice\nSTATE=online\nACTIVE=0\nTYPE=tty\n");
            case "load" -> Files.writeString(folder.resolve("proc/loadavg"), "0.02 4.00 0.00 1/977 12345");
            case "not required" -> signs = HostSigns.NONE;
            default -> terms = null;
        }

        look(terms);

        assertThat(booted()).isZero();
        assertThat(claims.asked).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            policy   | the machine's policy does not allow it (reboot: true)
            module   | the kernel that it would boot, 6.8.0-50-generic, has no NVIDIA module
            no group | no group lets it (reboot: whenIdle or inWindow)
            """)
    void tellsWhyItIsNotBootedAndSinceWhenOverRestarts(String what, String why) throws Exception {
        switch (what) {
            case "policy" -> allowed = false;
            case "module" -> signs = new HostSigns("6.8.0-50-generic", true, List.of(), List.of(), Map.of());
            default -> {}
        }
        RebootTerms terms = what.equals("no group") ? null : WHEN_IDLE;

        look(terms);
        PendingBoot first = waits.getLast();
        clock.pass(Duration.ofHours(1));
        reboots = started("boot 1");
        look(terms);
        signs = HostSigns.NONE;
        look(terms);

        assertThat(first).isNotNull().extracting(PendingBoot::why).isEqualTo(why);
        assertThat(waits).containsSubsequence(first, first, null).last().isNull();
    }

    @Test
    void tellsThatTheProgramDidNotBootIt() throws Exception {
        status = 1;
        reboots = started("boot 1");

        look(WHEN_IDLE);

        assertThat(waits.getLast().why()).contains("did not boot it: it ended with 1");
    }

    @Test
    void waitsWhileOthersAreAway() throws Exception {
        claims.away = "ws-02 is away";
        assertThat(look(WHEN_IDLE)).isEqualTo(NIGHT.plusSeconds(60));
        assertThat(booted()).isZero();
        assertThat(waits.getLast()).isEqualTo(new PendingBoot("ws-02 is away", NIGHT));

        claims.away = null;
        clock.set(NIGHT.plusSeconds(60));
        look(WHEN_IDLE);

        assertThat(booted()).isEqualTo(1);
    }

    @Test
    void tellsThatItIsBackUntilTheControllerHears() throws Exception {
        look(WHEN_IDLE);
        assertThat(reboots.made()).isEmpty();

        reboots = started("boot 2");
        signs = HostSigns.NONE;
        claims.reachable = false;
        assertThat(reboots.made()).contains("boot 2");
        look(WHEN_IDLE);
        claims.reachable = true;
        look(WHEN_IDLE);
        look(WHEN_IDLE);

        assertThat(claims.back).isEqualTo(1);
        assertThat(started("boot 3").made()).contains("boot 2");
    }

    @Test
    void bootsNoMoreThanOnceADay() throws Exception {
        look(WHEN_IDLE);
        reboots = started("boot 2");

        clock.pass(Duration.ofHours(3));
        look(WHEN_IDLE);
        assertThat(booted()).isEqualTo(1);
        clock.pass(Duration.ofHours(20));
        look(WHEN_IDLE);

        assertThat(booted()).isEqualTo(2);
    }

    @Test
    void givesBackItsTurnWhenItCannotBoot() throws Exception {
        status = 1;
        reboots = started("boot 1");
        look(WHEN_IDLE);
        look(WHEN_IDLE);

        assertThat(booted()).isEqualTo(1);
        assertThat(claims.back).isEqualTo(1);
        assertThat(reboots.made()).isEmpty();
    }

    /** Often enough for a GPU to have been idle for ten minutes; the last of the answers. */
    private Instant look(@Nullable RebootTerms terms) throws Exception {
        Assignment assignment = new Assignment(1, List.of(), List.of(), List.of(), hold, null).rebooting(terms);
        Instant now = clock.instant();
        Instant again = Instant.MAX;
        for (int minute = -10; minute <= 0; minute += 5) {
            clock.set(now.plus(Duration.ofMinutes(minute)));
            again = reboots.look(assignment, NIGHT.plus(Duration.ofDays(1)));
        }
        return again;
    }

    private long booted() throws IOException {
        Path log = folder.resolve("booted");
        return Files.exists(log) ? Files.readAllLines(log).size() : 0;
    }

    private Reboots started(String boot) throws IOException {
        Layout layout = new Layout(folder.toRealPath());
        return new Reboots(
                folder.resolve("reboots.json"),
                boot,
                () -> List.of("/bin/sh", "-c", "echo gone >> " + folder.resolve("booted") + "; exit " + status),
                TestMachine.commands(layout),
                () -> signs,
                policies(),
                permits,
                claims,
                waits::add,
                clock);
    }

    private Policies policies() {
        return () -> new Policy(
                "policy.yaml",
                new PolicyRules(List.of(), List.of(), List.of(), List.of(), false, false, allowed, false));
    }
}
