package io.lamplighter.api.night;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.api.event.EventReason;
import io.lamplighter.api.event.FleetEvent;
import io.lamplighter.api.event.Happening;
import io.lamplighter.api.json.Wire;
import io.lamplighter.api.machine.PendingBoot;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.api.night.NightFacts.Absence;
import io.lamplighter.api.night.NightFacts.Standing;
import io.lamplighter.api.night.NightFacts.Unbooted;
import io.lamplighter.api.run.Failure;
import io.lamplighter.api.run.Signature;
import io.lamplighter.api.schedule.ZoneName;
import io.lamplighter.api.view.PlacementView.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NightReportTest {
    private static final Instant EVENING = Instant.parse("2026-12-01T17:00:00Z");
    private static final Instant MORNING = Instant.parse("2026-12-02T07:00:00Z");
    private static final EnvironmentName TORCH = new EnvironmentName("torch");
    private static final Failure NO_IMPORT = new Failure(
            new Signature("IMPORT_FAILED:numpy"), "numpy cannot be imported", null, "deny the release", null, "");

    private final List<FleetEvent> events = new ArrayList<>();
    private final List<Standing> standings = new ArrayList<>();
    private final List<Absence> absences = new ArrayList<>();
    private final List<Unbooted> boots = new ArrayList<>();

    @Test
    void saysThatNothingHappened() {
        assertThat(night().isQuiet()).isTrue();
        assertThat(told()).isEqualTo("""
                The night from 2026-12-01 18:00 to 2026-12-02 08:00 (Europe/Berlin), 400 machines

                Nothing changed, everything is as it is wanted.""");
    }

    @Test
    void tellsTheWholeNightWithMachinesAlikeInOneLine() {
        for (int index = 0; index < 300; index++) {
            activated("b12-%03d".formatted(index), "torch 2.9.1 cu126", "torch 2.10.0 cu126");
        }
        activated("new-1", null, "torch 2.10.0 cu126");
        failed("c3-07");
        failed("c3-08");
        standings.add(new Standing(machine("c3-07"), TORCH, Phase.FAILED, "IMPORT_FAILED:numpy", NO_IMPORT));
        standing("d4-1", Phase.PENDING, "outside its window");
        standing("d4-2", Phase.PENDING, "outside its window");
        standing("e5-1", Phase.REJECTED, "no build has code for 3.5");
        standing("e5-2", Phase.HELD, "until 2026-12-24T00:00:00Z: thesis");
        gpu("f6-1", EventReason.GPU_LOST, "GPU-2");
        absences.add(new Absence(machine("g7-1"), EVENING.plus(Duration.ofHours(2)), true));

        assertThat(night().isQuiet()).isFalse();
        assertThat(NightText.summary(night())).isEqualTo("301 changed, 2 failed, 2 lost");
        assertThat(told()).isEqualTo("""
                The night from 2026-12-01 18:00 to 2026-12-02 08:00 (Europe/Berlin), 400 machines

                Changed
                  torch on 300 machines (b12-000, b12-001, b12-002, …): torch 2.9.1 cu126 -> torch 2.10.0 cu126
                  torch on new-1: torch 2.10.0 cu126 for the first time

                Failed; what was in use stays in use
                  torch on 2 machines (c3-07, c3-08): IMPORT_FAILED:numpy
                    numpy cannot be imported

                Lost
                  GPU of f6-1: NVIDIA RTX A4000
                  g7-1: not heard of any more

                Waiting
                  torch on e5-2: Held, until 2026-12-24T00:00:00Z: thesis
                  torch on e5-1: Rejected, no build has code for 3.5
                  torch on 2 machines (d4-1, d4-2): Pending, outside its window

                To do, the most important first
                  1. f6-1, NVIDIA RTX A4000: look at the kernel's log
                  2. torch on 2 machines (c3-07, c3-08), IMPORT_FAILED:numpy: deny the release
                  3. torch on e5-1 has no build that works: `lamp explain e5-1 torch` says what would
                  4. g7-1: look whether it is on, has a network, and its agent runs""");
    }

    @Test
    void tellsOfSeveralChangesOfOneMachineTheFirstAndTheLast() {
        activated("a", "torch 2.8.0 cu126", "torch 2.9.1 cu126");
        activated("a", "torch 2.9.1 cu126", "torch 2.10.0 cu126");
        activated("b", "torch 2.10.0 cu126", "torch 2.10.0 cu126");

        assertThat(told())
                .contains("torch on a: torch 2.8.0 cu126 -> torch 2.10.0 cu126\n")
                .contains("torch on b: torch 2.10.0 cu126, built anew");
    }

    @Test
    void forgetsAFailureThatWasMadeGoodInTheSameNight() {
        failed("a");
        activated("a", "torch 2.9.1 cu126", "torch 2.10.0 cu126");

        assertThat(night().failed()).isEmpty();
        assertThat(night().next()).isEmpty();
    }

    /**
     * An update that does not pass its checks changes nothing: the placement stays Converged, and is named all the
     * same.
     */
    @Test
    void namesAFailureThatLeftThePlacementAsItIsWanted() {
        happened(Happening.on(machine("a"), EventReason.RUN_FAILED, "")
                .of(TORCH)
                .changing("numpy 2.3.4", "numpy 2.3.5")
                .because(NO_IMPORT));

        assertThat(told()).contains("torch on a: numpy 2.3.5, IMPORT_FAILED:numpy");
    }

    @Test
    void tellsAgainOfAFailureThatStandsSinceAnEarlierNight() {
        standings.add(new Standing(machine("a"), TORCH, Phase.FAILED, "IMPORT_FAILED:numpy", NO_IMPORT));

        assertThat(night().next()).containsExactly("torch on a, IMPORT_FAILED:numpy: deny the release");
    }

    @Test
    void doesNotTellOfWhatCameBack() {
        gpu("a", EventReason.GPU_LOST, "GPU-1");
        gpu("a", EventReason.GPU_LOST, "GPU-2");
        gpu("a", EventReason.GPU_FOUND, "GPU-1");
        happened(Happening.on(machine("b"), EventReason.DRIVER_BLOCKED, "driver.unresponsive"));
        happened(Happening.on(machine("b"), EventReason.DRIVER_WORKING, "driver 580"));
        gpu("c", EventReason.GPU_LOST, "GPU-3");
        happened(Happening.on(machine("c"), EventReason.MACHINE_DELETED, ""));

        assertThat(night().lost()).hasSize(1).allMatch(lost -> lost.on().equals(Machines.of(List.of(machine("a")))));
    }

    @Test
    void isSilentOfMachinesThatMayBeOffAndOfWhatTheyWaitFor() {
        absences.add(new Absence(machine("a"), EVENING.plusSeconds(60), false));
        standing("a", Phase.PENDING, "outside its window");

        assertThat(night().isQuiet()).isTrue();
        assertThat(night().lost()).isEmpty();
        assertThat(night().waiting()).isEmpty();
    }

    @Test
    void doesNotSendPeopleAgainToMachinesThatWereAwayBefore() {
        absences.add(new Absence(machine("a"), EVENING.minusSeconds(60), true));

        assertThat(told()).contains("a: not heard of since before");
        assertThat(night().next()).isEmpty();
    }

    @Test
    void tellsWhoWaitsForABootOnceForEachReasonAndSinceWhen() {
        String away = "c is away, and group teaching has maxUnavailable: 1";
        boots.add(new Unbooted(machine("a"), new PendingBoot(away, EVENING.plusSeconds(7200))));
        boots.add(new Unbooted(machine("b"), new PendingBoot(away, EVENING.plusSeconds(3600))));
        boots.add(new Unbooted(machine("d"), new PendingBoot("alice is logged in", EVENING)));
        boots.add(new Unbooted(machine("gone"), new PendingBoot("alice is logged in", EVENING)));
        absences.add(new Absence(machine("gone"), EVENING, false));

        assertThat(told())
                .contains(
                        "Waiting\n  2 machines (a, b) have to be booted, and are not: " + away
                                + ", since 2026-12-01 19:00\n",
                        "  d has to be booted, and is not: alice is logged in, since 2026-12-01 18:00")
                .doesNotContain("gone");
    }

    @Test
    void isOneValueForProgramsToo() throws Exception {
        activated("a", null, "torch 2.10.0 cu126");

        String json = Wire.write(night());

        assertThat(json).isEqualTo("""
                {"since":"2026-12-01T17:00:00Z","until":"2026-12-02T07:00:00Z","zone":"Europe/Berlin","machines":400,\
                "changed":[{"environment":"torch","to":"torch 2.10.0 cu126","on":{"count":1,"examples":["a"]}}],\
                "failed":[],"waiting":[],"boots":[],"lost":[],"next":[]}""");
        assertThat(Wire.mapper().readValue(json, Night.class)).isEqualTo(night());
    }

    private Night night() {
        return NightReport.of(new NightFacts(
                EVENING, MORNING, new ZoneName("Europe/Berlin"), 400, events, standings, absences, boots));
    }

    private String told() {
        return String.join("\n", NightText.lines(night()));
    }

    private void activated(String machine, @Nullable String from, String to) {
        happened(Happening.on(machine(machine), EventReason.RUN_ACTIVATED, "")
                .of(TORCH)
                .changing(from, to));
    }

    private void failed(String machine) {
        happened(Happening.on(machine(machine), EventReason.RUN_FAILED, "")
                .of(TORCH)
                .because(NO_IMPORT));
    }

    private void gpu(String machine, EventReason reason, String uuid) {
        happened(new Happening(
                reason,
                machine(machine),
                null,
                reason == EventReason.GPU_LOST ? uuid : null,
                reason == EventReason.GPU_FOUND ? uuid : null,
                null,
                reason == EventReason.GPU_LOST ? "look at the kernel's log" : null,
                "NVIDIA RTX A4000"));
    }

    private void happened(Happening what) {
        events.add(FleetEvent.of(events.size(), EVENING.plusSeconds(60), what));
    }

    private void standing(String machine, Phase phase, String detail) {
        standings.add(new Standing(machine(machine), TORCH, phase, detail, null));
    }

    private static MachineName machine(String name) {
        return new MachineName(name);
    }
}
