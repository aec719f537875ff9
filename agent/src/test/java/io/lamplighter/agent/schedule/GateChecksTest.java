package io.lamplighter.agent.schedule;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.api.schedule.ByteSize;
import io.lamplighter.api.schedule.FilePath;
import io.lamplighter.api.schedule.Gate;
import io.lamplighter.api.schedule.Gates;
import io.lamplighter.api.schedule.GpuIdle;
import io.lamplighter.api.schedule.Hindrance;
import io.lamplighter.api.schedule.Hindrance.Reason;
import io.lamplighter.api.schedule.TimeSpan;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Gates over file systems as machines have them. */
class GateChecksTest {
    private static final Instant NIGHT = Instant.parse("2026-11-24T01:00:00Z");
    private static final Gates USERS = gates(null, Gates.Users.NONE, null, null, null);
    private static final Gates ACTIVE = gates(null, Gates.Users.NONE_ACTIVE, null, null, null);
    private static final Gates MAINS = gates(null, null, null, null, Gates.Power.MAINS);

    private static final String SECURE_SHELL = """
            UID=1001
            USER=%s
            ACTIVE=1
            STATE=%s
            REMOTE=1
            TYPE=tty
            CLASS=user
            SCOPE=session-5.scope
            TTY=pts/0
            REMOTE_HOST=10.1.2.3
            SERVICE=sshd
            LEADER=2711
            """;

    @TempDir
    Path root;

    private List<String> computing = List.of();
    private @Nullable IOException unknown;

    @Test
    void letsAnythingPassWhereNothingIsAsked() throws InterruptedException {
        assertThat(closed(Gates.NONE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # in front, state,   class,        none,                noneActive
            1,          active,  user,         ada is logged in,    ada is active
            0,          online,  user,         ada is logged in,
            0,          closing, user,         ,
            1,          active,  greeter,      ,
            1,          active,  lock-screen,  ,
            """)
    void seesWhoIsAtTheDesk(
            String inFront, String state, String type, @Nullable String loggedIn, @Nullable String active)
            throws Exception {
        write("run/systemd/sessions/2", desktop(inFront, state, type));

        assertThat(details(USERS)).isEqualTo(loggedIn == null ? List.of() : List.of(loggedIn));
        assertThat(details(ACTIVE)).isEqualTo(active == null ? List.of() : List.of(active));
    }

    @ParameterizedTest
    @CsvSource({"PT1M, bob is active", "PT14M, bob is active", "PT16M,", "PT5H,"})
    void goesByTheTerminalOfWhoIsThereFromElsewhere(Duration silent, @Nullable String active) throws Exception {
        write("run/systemd/sessions/5", SECURE_SHELL.formatted("bob", "active"));
        Path terminal = write("dev/pts/0", "");
        Files.getFileAttributeView(terminal, BasicFileAttributeView.class)
                .setTimes(null, FileTime.from(NIGHT.minus(silent)), null);

        assertThat(details(USERS)).containsExactly("bob is logged in");
        assertThat(details(ACTIVE)).isEqualTo(active == null ? List.of() : List.of(active));
    }

    @ParameterizedTest
    @CsvSource({"384", "400"})
    void seesWhoIsInUtmpAlone(int size) throws Exception {
        write("run/systemd/sessions/5", SECURE_SHELL.formatted("bob", "active"));
        Files.createDirectories(root.resolve("proc/77"));
        ByteBuffer records = ByteBuffer.allocate(4 * size).order(ByteOrder.nativeOrder());
        record(records, 0, 2, 1, "~", "reboot");
        record(records, size, 7, 77, "pts/1", "eve");
        record(records, 2 * size, 7, 77, "pts/0", "bob");
        record(records, 3 * size, 7, 78, "pts/2", "gone");
        Files.write(root.resolve("run/utmp"), records.array());

        assertThat(details(USERS)).containsExactly("bob, eve are logged in");
    }

    @Test
    void saysThatItDoesNotKnow() throws Exception {
        write("run/utmp", "no records");

        assertThat(closed(USERS))
                .containsExactly(new Hindrance(
                        Reason.USERS,
                        "who is logged in cannot be known: run/utmp has 10 bytes, which are no records",
                        NIGHT));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            0.00 0.01 0.05 1/80 900,    false
            9.00 2.00 0.05 1/80 900,    false
            0.10 2.01 3.05 9/80 900,    true
            """)
    void goesByTheLoadOfFiveMinutes(String loadavg, boolean closed) throws Exception {
        write("proc/loadavg", loadavg + "\n");

        assertThat(details(gates(null, null, 2.0, null, null)))
                .isEqualTo(closed ? List.of("the load is above 2.0") : List.of());
    }

    @Test
    void looksAtTheDiskOfEnvironments() throws Exception {
        assertThat(details(gates(null, null, null, new ByteSize("1KiB"), null))).isEmpty();
        assertThat(closed(gates(null, null, null, new ByteSize("900000TiB"), null)))
                .containsExactly(new Hindrance(Reason.DISK_SPACE, "less than 900000TiB is free in " + root, NIGHT));
    }

    @Test
    void isOnMainsWithoutABattery() throws Exception {
        assertThat(details(MAINS)).isEmpty();
        write("sys/class/power_supply/hidpp_battery_0/type", "Battery\n");
        write("sys/class/power_supply/hidpp_battery_0/scope", "Device\n");
        assertThat(details(MAINS)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1, false", "0, true"})
    void isOnMainsWhenTheAdapterSaysSo(int online, boolean closed) throws Exception {
        write("sys/class/power_supply/AC/type", "Mains\n");
        write("sys/class/power_supply/AC/online", online + "\n");
        write("sys/class/power_supply/BAT0/type", "Battery\n");
        write("sys/class/power_supply/BAT0/status", "Full\n");

        assertThat(details(MAINS)).isEqualTo(closed ? List.of("it runs on its battery") : List.of());
    }

    @Test
    void waitsForOneFileAndForTheEndOfAnother() throws Exception {
        Gates files =
                new Gates(null, null, null, null, null, new FilePath("/run/ready"), new FilePath("/run/exam"), null);
        assertThat(details(files)).containsExactly("there is no file /run/ready");

        write("run/ready", "");
        write("run/exam", "");
        assertThat(details(files)).containsExactly("there is a file /run/exam");

        Files.delete(root.resolve("run/exam"));
        assertThat(details(files)).isEmpty();
    }

    @Test
    void waitsUntilNobodyHasComputedForAWhile() throws Exception {
        GateChecks checks = checks();
        Gates idle = gates(new GpuIdle("idle"), null, null, null, null);
        computing = List.of("python3.11", "python3.11");

        assertThat(closed(checks, idle, NIGHT)).containsExactly("a GPU is in use by python3.11");
        computing = List.of();
        String since = "no GPU is in use since 2026-11-24T01:01:00Z, which must be so for 10m";
        for (int minute = 1; minute < 11; minute++) {
            assertThat(closed(checks, idle, NIGHT.plus(Duration.ofMinutes(minute))))
                    .containsExactly(since);
        }
        assertThat(closed(checks, idle, NIGHT.plus(Duration.ofMinutes(11)))).isEmpty();
        computing = List.of("train");
        assertThat(closed(checks, idle, NIGHT.plus(Duration.ofMinutes(12))))
                .containsExactly("a GPU is in use by train");
    }

    @Test
    void takesNothingForIdleThatItDidNotLookAt() throws Exception {
        GateChecks checks = checks();
        Gates idle = gates(new GpuIdle("30m"), null, null, null, null);
        closed(checks, idle, NIGHT);

        Instant later = NIGHT.plus(Duration.ofHours(1));
        assertThat(closed(checks, idle, later))
                .containsExactly("no GPU is in use since " + later + ", which must be so for 30m");
        Instant back = NIGHT.minus(Duration.ofHours(1));
        assertThat(closed(checks, idle, back))
                .containsExactly("no GPU is in use since " + back + ", which must be so for 30m");
    }

    @Test
    void waitsWhereTheDriverDoesNotAnswer() throws Exception {
        unknown = new IOException("nvidia-smi did not end in time");

        assertThat(closed(gates(new GpuIdle("idle"), null, null, null, null)))
                .containsExactly(new Hindrance(
                        Reason.GPU_BUSY, "who uses GPUs cannot be known: nvidia-smi did not end in time", NIGHT));
    }

    @Test
    void asksNoMoreAfterTheDeadlineWhatGivesWay() throws Exception {
        Gates patient = new Gates(
                new GpuIdle("idle"),
                Gates.Users.NONE,
                null,
                null,
                null,
                null,
                null,
                new Gates.Deadline(new TimeSpan("3d"), List.of(Gate.GPU)));
        computing = List.of("train");
        write("run/systemd/sessions/5", SECURE_SHELL.formatted("bob", "active"));

        assertThat(checks().closed(patient, Moment.BEGIN, Duration.ofDays(3).minusSeconds(1), NIGHT))
                .extracting(Hindrance::reason)
                .containsExactly(Reason.GPU_BUSY, Reason.USERS);
        assertThat(checks().closed(patient, Moment.BEGIN, Duration.ofDays(3), NIGHT))
                .extracting(Hindrance::reason)
                .containsExactly(Reason.USERS);
    }

    @Test
    void asksForASwitchOnlyWhoIsThere() throws Exception {
        Gates all = gates(new GpuIdle("idle"), Gates.Users.NONE, 0.1, new ByteSize("900000TiB"), Gates.Power.MAINS);
        computing = List.of("train");
        write("run/systemd/sessions/5", SECURE_SHELL.formatted("bob", "active"));
        write("proc/loadavg", "9.00 9.00 9.00 1/80 900\n");

        assertThat(checks().closed(all, Moment.BEGIN, Duration.ZERO, NIGHT))
                .extracting(Hindrance::reason)
                .containsExactly(Reason.GPU_BUSY, Reason.USERS, Reason.LOAD, Reason.DISK_SPACE);
        assertThat(checks().closed(all, Moment.SWITCH, Duration.ZERO, NIGHT))
                .extracting(Hindrance::reason)
                .containsExactly(Reason.USERS);
    }

    /** As systemd 252 writes it for somebody at the desk. */
    private static String desktop(String inFront, String state, String type) {
        return """
            # This is private data. Do not parse.
            UID=1000
            USER=ada
            ACTIVE=%s
            IS_DISPLAY=1
            STATE=%s
            REMOTE=0
            TYPE=wayland
            ORIGINAL_TYPE=wayland
            CLASS=%s
            SCOPE=session-2.scope
            FIFO=/run/systemd/sessions/2.ref
            SEAT=seat0
            TTY=tty2
            SERVICE=gdm-password
            LEADER=1873
            """.formatted(inFront, state, type);
    }

    private GateChecks checks() {
        return new GateChecks(root, root, () -> {
            if (unknown != null) {
                throw unknown;
            }
            return computing;
        });
    }

    private List<Hindrance> closed(Gates gates) throws InterruptedException {
        return checks().closed(gates, Moment.BEGIN, Duration.ZERO, NIGHT);
    }

    private List<String> details(Gates gates) throws InterruptedException {
        return closed(gates).stream().map(Hindrance::detail).toList();
    }

    private static List<String> closed(GateChecks checks, Gates gates, Instant now) throws InterruptedException {
        return checks.closed(gates, Moment.BEGIN, Duration.ZERO, now).stream()
                .map(Hindrance::detail)
                .toList();
    }

    private static Gates gates(
            @Nullable GpuIdle gpu,
            Gates.@Nullable Users users,
            @Nullable Double load,
            @Nullable ByteSize diskFree,
            Gates.@Nullable Power power) {
        return new Gates(gpu, users, load, diskFree, power, null, null, null);
    }

    /** Where glibc has its fields. */
    private static void record(ByteBuffer records, int at, int type, int pid, String line, String user) {
        records.putShort(at, (short) type).putInt(at + 4, pid);
        records.put(at + 8, line.getBytes(UTF_8)).put(at + 44, user.getBytes(UTF_8));
    }

    private Path write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, text);
    }
}
