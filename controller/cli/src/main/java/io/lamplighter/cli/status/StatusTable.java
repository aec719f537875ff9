package io.lamplighter.cli.status;

import io.lamplighter.api.name.MachineName;
import io.lamplighter.api.view.MachineView;
import io.lamplighter.api.view.PlacementView;
import io.lamplighter.cli.output.Label;
import io.lamplighter.cli.output.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Machines and phases. */
final class StatusTable {
    private StatusTable() {}

    /** Every placement, and every machine that has none. */
    static Table of(List<PlacementView> placements, List<MachineView> machines) {
        boolean windows = placements.stream().anyMatch(placement -> placement.window() != null);
        Table table = windows
                ? Table.of("MACHINE", "ENVIRONMENT", "PHASE", "BUILD", "WINDOW", "DETAIL")
                : Table.of("MACHINE", "ENVIRONMENT", "PHASE", "BUILD", "DETAIL");
        placements.forEach(placement -> table.row(row(placement, windows)));
        Set<MachineName> placed =
                placements.stream().map(PlacementView::machine).collect(Collectors.toUnmodifiableSet());
        machines.stream()
                .filter(machine -> !placed.contains(machine.name()))
                .forEach(machine -> table.row(row(machine, windows)));
        return table;
    }

    private static @Nullable Object[] row(PlacementView placement, boolean windows) {
        List<@Nullable Object> cells = new ArrayList<>();
        cells.add(placement.machine());
        cells.add(placement.environment());
        cells.add(PhaseCell.of(placement));
        cells.add(placement.candidate());
        if (windows) {
            cells.add(placement.window() == null ? "any time" : WindowText.begin(placement.window()));
        }
        cells.add(detail(placement));
        return cells.toArray();
    }

    private static @Nullable Object[] row(MachineView machine, boolean windows) {
        List<@Nullable Object> cells = new ArrayList<>();
        cells.add(machine.name());
        cells.addAll(Collections.nCopies(windows ? 4 : 3, null));
        cells.add("no group gives it an environment");
        return cells.toArray();
    }

    private static String detail(PlacementView placement) {
        return placement.rollback() == null
                ? placement.phaseDetail()
                : Stream.of(placement.phaseDetail(), RolledBack.words(placement.rollback()))
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining("; "));
    }

    /** {@code 3 placements: 1 Building, 2 Converged}. */
    static String summary(List<PlacementView> placements) {
        Map<PlacementView.Phase, Long> counts = placements.stream()
                .collect(Collectors.groupingBy(PlacementView::phase, TreeMap::new, Collectors.counting()));
        return (placements.size() == 1 ? "1 placement: " : placements.size() + " placements: ")
                + counts.entrySet().stream()
                        .map(count -> count.getValue() + " " + Label.capitalised(count.getKey()))
                        .collect(Collectors.joining(", "));
    }
}
