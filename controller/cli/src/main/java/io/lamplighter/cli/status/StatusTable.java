package io.lamplighter.cli.status;

import io.lamplighter.api.name.MachineName;
import io.lamplighter.api.view.MachineView;
import io.lamplighter.api.view.PlacementView;
import io.lamplighter.cli.output.Label;
import io.lamplighter.cli.output.Table;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Machines and phases. */
final class StatusTable {
    private StatusTable() {}

    /** Every placement, and every machine that has none. */
    static Table of(List<PlacementView> placements, List<MachineView> machines) {
        Table table = Table.of("MACHINE", "ENVIRONMENT", "PHASE", "BUILD", "DETAIL");
        placements.forEach(placement -> table.row(
                placement.machine(),
                placement.environment(),
                PhaseCell.of(placement),
                placement.candidate(),
                detail(placement)));
        Set<MachineName> placed =
                placements.stream().map(PlacementView::machine).collect(Collectors.toUnmodifiableSet());
        machines.stream()
                .filter(machine -> !placed.contains(machine.name()))
                .forEach(machine -> table.row(machine.name(), null, null, null, "no group gives it an environment"));
        return table;
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
