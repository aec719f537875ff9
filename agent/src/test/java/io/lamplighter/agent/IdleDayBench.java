package io.lamplighter.agent;

import com.sun.management.OperatingSystemMXBean;
import io.lamplighter.agent.checkin.IdlePolls;
import io.lamplighter.agent.execution.IdleEngine;
import io.lamplighter.agent.fixture.SettableClock;
import io.lamplighter.agent.metrics.IdleMetrics;
import io.lamplighter.agent.probe.IdleProbes;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a day costs on which nothing is due: every part of the agent at the rhythm of its defaults, on a clock that
 * passes a day in seconds. The day before it is for the compiler. {@code make bench} runs it.
 */
@QuarkusTest
class IdleDayBench {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Instant MORNING = Instant.parse("2026-01-02T00:00:00Z");
    private static final int TICKS_PER_SECOND = 100;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final SettableClock clock = new SettableClock(MORNING);
    private final Map<String, Long> nanos = new LinkedHashMap<>();

    @TempDir
    Path folder;

    private interface Part {
        void happen() throws Exception;
    }

    @Test
    void measuresADayOnWhichNothingIsDue() throws Exception {
        IdleProbes probes = new IdleProbes(Files.createDirectory(folder.resolve("probes")), clock);
        IdleEngine engine = new IdleEngine(Files.createDirectory(folder.resolve("engine")), clock);
        try (IdlePolls polls = new IdlePolls(Files.createDirectory(folder.resolve("polls")), probes.facts(), clock)) {
            IdleMetrics metrics = new IdleMetrics(probes.inventory(), engine::statuses);
            day(MORNING, engine, polls, probes, metrics);
            nanos.clear();
            day(MORNING.plus(DAY), engine, polls, probes, metrics);
        } finally {
            engine.stop();
        }
        long all = nanos.values().stream().mapToLong(Long::longValue).sum();
        row("CPU of an agent over a simulated idle day, s", "", all / 1e9);
        row("the same as a share of one core, %", "", 100.0 * all / DAY.toNanos());
        nanos.forEach((part, cpu) -> row("of it, " + part + ", s", "", cpu / 1e9));
    }

    private void day(Instant begins, IdleEngine engine, IdlePolls polls, IdleProbes probes, IdleMetrics metrics)
            throws Exception {
        for (int hour = 0; hour < DAY.toHours(); hour++) {
            Instant begun = begins.plus(Duration.ofHours(hour));
            hour(begun, Duration.ofMinutes(10), "144 looks at an environment of 100 packages", engine::look);
            hour(begun, Duration.ofMinutes(1), "1,440 polls that are answered with 304", polls::poll);
            hour(begun, Duration.ofMinutes(10), "144 readings of host, Pythons and tools", probes::machine);
            hour(begun, Duration.ofMinutes(1), "1,440 looks for a driver", probes::driver);
            hour(begun, Duration.ofSeconds(5), "17,280 times metrics brought up to date", metrics::show);
            hour(begun, Duration.ofSeconds(15), "5,760 scrapes from memory, without HTTP", metrics::scrape);
        }
    }

    /** What happens at that rhythm in an hour, measured together: to read the figures costs more than some of it. */
    private void hour(Instant begins, Duration rhythm, String part, Part what) throws Exception {
        long before = cpu();
        for (Duration time = Duration.ZERO; time.compareTo(HOUR) < 0; time = time.plus(rhythm)) {
            clock.set(begins.plus(time));
            what.happen();
        }
        nanos.merge(part, cpu() - before, Long::sum);
    }

    /** Of this process and of programs that it started, but for the thread of the controller in the tests' place. */
    private long cpu() throws IOException {
        return process.getProcessCpuTime() + ofPrograms() - ofController();
    }

    private static long ofPrograms() throws IOException {
        String stat = Files.readString(Path.of("/proc/self/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) * (1_000_000_000L / TICKS_PER_SECOND);
    }

    private long ofController() {
        long cpu = 0;
        for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (thread != null && thread.getThreadName().startsWith("HTTP-Dispatcher")) {
                cpu += Math.max(0, threads.getThreadCpuTime(thread.getThreadId()));
            }
        }
        return cpu;
    }

    private static void row(String what, String aim, double figure) {
        System.out.printf(Locale.ROOT, "| %-58s | %18.4g | %6s |%n", what, figure, aim);
    }
}
