package io.lamplighter.bench;

import io.lamplighter.agent.schedule.Moment;
import io.lamplighter.agent.schedule.Permits;
import io.lamplighter.api.name.MachineId;
import io.lamplighter.api.schedule.ByteSize;
import io.lamplighter.api.schedule.CronExpression;
import io.lamplighter.api.schedule.FilePath;
import io.lamplighter.api.schedule.Gates;
import io.lamplighter.api.schedule.GpuIdle;
import io.lamplighter.api.schedule.Schedule;
import io.lamplighter.api.schedule.TimeSpan;
import io.lamplighter.api.schedule.Window;
import io.lamplighter.api.schedule.ZoneName;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Prints what it costs to decide whether a change may begin. {@link Bench} starts it. */
final class PermitBench {
    private static final int ASKED = 2_000;
    private static final int WARM_UPS = 10;
    private static final int ROUNDS = 20;
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Instant OPEN = Instant.parse("2026-11-24T02:00:00Z");
    private static final Schedule GUARDED = new Schedule(
            List.of(new Window(
                    new CronExpression("0 2 * * *"),
                    new ZoneName("Europe/Berlin"),
                    new TimeSpan("3h"),
                    new TimeSpan("45m"))),
            List.of(),
            new Gates(
                    new GpuIdle("idle"),
                    Gates.Users.NONE_ACTIVE,
                    2.0,
                    new ByteSize("1GiB"),
                    Gates.Power.MAINS,
                    null,
                    new FilePath("/run/exam"),
                    null));

    private PermitBench() {}

    public static void main(String... arguments) throws InterruptedException {
        Permits permits = Permits.of(
                () -> new MachineId("0198c0de-0000-7000-8000-000000000007"),
                Path.of("/"),
                Path.of("/"),
                List::of,
                Path.of("/nonexistent"),
                "a boot");
        Bench.row("deciding outside of a window, µs", "", median(permits, NOON));
        Bench.row("deciding a window and all gates but the driver's answer, µs", "", median(permits, OPEN));
    }

    private static double median(Permits permits, Instant now) throws InterruptedException {
        List<Double> rounds = new ArrayList<>();
        for (int round = 0; round < WARM_UPS + ROUNDS; round++) {
            long begun = System.nanoTime();
            for (int i = 0; i < ASKED; i++) {
                permits.ask(GUARDED, Moment.BEGIN, Duration.ZERO, now);
            }
            if (round >= WARM_UPS) {
                rounds.add((System.nanoTime() - begun) / 1e3 / ASKED);
            }
        }
        return Bench.median(rounds);
    }
}
