package io.lamplighter.cli.status;

import io.lamplighter.api.machine.PendingBoot;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.api.view.MachineView;
import io.lamplighter.cli.output.BootWords;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Machines that have to be booted and are not: one line for each reason, however many wait for it. */
final class Unbooted {
    private static final int SHOWN = 3;

    private record Waiting(MachineName machine, PendingBoot boot) {}

    private Unbooted() {}

    static List<String> lines(List<MachineView> machines) {
        Map<String, List<Waiting>> byReason = machines.stream()
                .flatMap(machine ->
                        Stream.ofNullable(machine.facts().boot()).map(boot -> new Waiting(machine.name(), boot)))
                .collect(Collectors.groupingBy(waiting -> waiting.boot().why(), TreeMap::new, Collectors.toList()));
        return byReason.values().stream().map(Unbooted::line).toList();
    }

    /** Of several the time is that of who waits longest. */
    private static String line(List<Waiting> machines) {
        PendingBoot longest = machines.stream()
                .map(Waiting::boot)
                .min(Comparator.comparing(PendingBoot::since))
                .orElseThrow();
        String names = machines.stream()
                .map(Waiting::machine)
                .sorted()
                .limit(SHOWN)
                .map(MachineName::value)
                .collect(Collectors.joining(", "));
        int more = machines.size() - SHOWN;
        return names + (more > 0 ? " and " + more + " more: " : ": ") + BootWords.of(longest);
    }
}
