package io.lamplighter.controller.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.api.manifest.Availability;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.controller.machine.CheckinConfig;
import io.lamplighter.controller.machine.Machine;
import io.lamplighter.controller.machine.MachineStore;
import io.lamplighter.controller.machine.PresenceStore;
import io.lamplighter.controller.machine.Staleness;
import io.lamplighter.controller.metrics.Fleet.Counts;
import io.lamplighter.controller.peers.Operator;
import io.lamplighter.controller.peers.TestAgent;
import io.lamplighter.controller.peers.TestFacts;
import io.lamplighter.controller.placement.PlacementCounts;
import io.lamplighter.controller.storage.Storage;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The database has machines of other tests, too: what is compared is what one more machine makes of the counts. */
@QuarkusTest
class CensusTest {
    private static final Availability ALWAYS = new Availability(Availability.Kind.ALWAYS, null);
    private static final Availability BEST_EFFORT = new Availability(Availability.Kind.BEST_EFFORT, null);

    private final Instant hence = Instant.now().plus(Duration.ofHours(1));

    @Inject
    Storage storage;

    @Inject
    MachineStore machines;

    @Inject
    PresenceStore presences;

    @Inject
    PlacementCounts placements;

    @Inject
    CheckinConfig config;

    private Counts before;

    @BeforeEach
    void count() {
        before = census().take();
    }

    @Test
    void takesAMachineThatMayBeOffForOff() {
        silent(BEST_EFFORT, false);

        assertThat(more(Presence.OFF)).isOne();
        assertThat(census().take().missing()).isEqualTo(before.missing());
    }

    @Test
    void namesAMachineThatShouldBeOnAsMissing() {
        String machine = silent(ALWAYS, true);

        assertThat(more(Presence.MISSING)).isOne();
        assertThat(census().take().missing()).contains(new MachineName(machine));
    }

    @Test
    void takesAMachineThatNobodyCalledStaleYetForOneThatMayStillPoll() {
        silent(ALWAYS, false);

        assertThat(more(Presence.CURRENT)).isOne();
    }

    @Test
    void takesAStaleMachineOfWhichNobodySaysWhenItShouldBeOnForStale() {
        silent(null, true);

        assertThat(more(Presence.STALE)).isOne();
        assertThat(census().take().missing()).isEqualTo(before.missing());
    }

    private int more(Presence presence) {
        return of(census().take(), presence) - of(before, presence);
    }

    private static int of(Counts counts, Presence presence) {
        return counts.machines().getOrDefault(presence, 0);
    }

    private String silent(@Nullable Availability availability, boolean stale) {
        TestAgent agent = TestAgent.enrolledIn(Operator.unique("room"), TestFacts.withoutGpu());
        return storage.write(transaction -> {
            Machine machine =
                    machines.find(transaction, new MachineName(agent.name())).orElseThrow();
            presences.expect(transaction, machine.id(), availability);
            if (stale) {
                transaction
                        .handle()
                        .execute(
                                "UPDATE machine SET stale_since = enrolled_at WHERE id = ?",
                                machine.id().value());
            }
            return agent.name();
        });
    }

    private Census census() {
        return new Census(storage, machines, presences, new Staleness(config, () -> hence), placements, () -> hence);
    }
}
