package io.lamplighter.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the kernel says of a process. */
record ProcessFigures(long process) {
    private static final int USER_TIME = 11;
    private static final int SYSTEM_TIME = 12;
    private static final Duration TICK = Duration.ofMillis(10); // CLK_TCK is 100 on every Linux that we know

    /** CPU time so far, in user mode and in the kernel, of all threads that ever were. */
    Duration cpu() {
        return time(USER_TIME).plus(time(SYSTEM_TIME));
    }

    Duration cpuInKernel() {
        return time(SYSTEM_TIME);
    }

    /** CPU time so far of the living threads of this name. */
    Duration cpuOf(String thread) {
        try (Stream<Path> threads = Files.list(Path.of("/proc", String.valueOf(process), "task"))) {
            return threads.filter(each -> thread.equals(read(each, "comm").strip()))
                    .map(each -> Duration.ofNanos(
                            Long.parseLong(read(each, "schedstat").split(" ", -1)[0])))
                    .reduce(Duration.ZERO, Duration::plus);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Duration time(int field) {
        String stat = read("stat");
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return TICK.multipliedBy(Long.parseLong(fields[field]));
    }

    /** Resident memory in MiB, shared pages counted by their share. */
    double pssMib() {
        return kilobytes("smaps_rollup", "Pss") / 1024.0;
    }

    double rssMib() {
        return kilobytes("status", "VmRSS") / 1024.0;
    }

    /** What of the PSS no file stands behind: the kernel cannot drop it when it wants memory. */
    double anonymousMib() {
        return kilobytes("smaps_rollup", "Pss_Anon") / 1024.0;
    }

    private long kilobytes(String file, String key) {
        Matcher line = Pattern.compile("(?m)^" + key + ":\\s+(\\d+) kB").matcher(read(file));
        if (!line.find()) {
            throw new IllegalStateException("no " + key + " in /proc/" + process + "/" + file);
        }
        return Long.parseLong(line.group(1));
    }

    private String read(String file) {
        return read(Path.of("/proc", String.valueOf(process)), file);
    }

    private static String read(Path folder, String file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
