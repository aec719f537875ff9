package io.lamplighter.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/** Machines that poll evenly, together so many times a second. */
record PollLoad(List<PollingMachine> machines, int perSecond) {
    PollLoad {
        machines = List.copyOf(machines);
    }

    /** How many polls were answered in so long a time. */
    long run(Duration duration) throws InterruptedException, ExecutionException {
        long start = System.nanoTime();
        long between = Duration.ofSeconds(1).toNanos() * machines.size() / perSecond;
        List<Future<Long>> polls = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < machines.size(); i++) {
                PollingMachine machine = machines.get(i);
                long first = start + between * i / machines.size();
                polls.add(threads.submit(() -> poll(machine, first, between, start + duration.toNanos())));
            }
        }
        long sum = 0;
        for (Future<Long> each : polls) {
            sum += each.get();
        }
        return sum;
    }

    private static long poll(PollingMachine machine, long first, long between, long end) throws IOException {
        long count = 0;
        for (long next = first; next < end; next += between) {
            for (long ahead = next - System.nanoTime(); ahead > 0; ahead = next - System.nanoTime()) {
                LockSupport.parkNanos(ahead);
            }
            machine.poll();
            count++;
        }
        return count;
    }
}
