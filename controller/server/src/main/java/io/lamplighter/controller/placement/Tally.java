package io.lamplighter.controller.placement;

import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.view.PlacementView.Phase;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts what a change means for machines, and says it. */
final class Tally {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    private final Map<EnvironmentName, Counts> byEnvironment = new TreeMap<>();
    private int lost;

    private static final class Counts {
        int given;
        int replanned;
        int rejected;
        int undecided;
        int withdrawn;
        int retiring;
        String rejection = "";

        @Nullable
        Instant usableUntil;
    }

    /** How many placements that machines may have something of are lost. */
    int lost() {
        return lost;
    }

    /** A placement that is (again) asked for, or planned anew. */
    void wanted(Placement before, Placement after) {
        Counts counts = counts(after);
        if (before.revision() == 0 || before.isRetiring()) {
            counts.given++;
        } else if (after.plan() != null && !after.plan().equals(before.plan())) {
            counts.replanned++;
        }
        if (after.phase() == Phase.REJECTED) {
            counts.rejected++;
            counts.rejection = after.phaseDetail();
        } else if (after.phase() == Phase.PENDING && !after.answersSpec()) {
            counts.undecided++;
        }
    }

    /** A placement that is no longer asked for and usable until then. */
    void retiring(Placement after) {
        lost++;
        Counts counts = counts(after);
        counts.retiring++;
        counts.usableUntil = after.removeAfter();
    }

    /** A placement that is no longer asked for, of which no machine has anything. */
    void withdrawn(Placement before) {
        counts(before).withdrawn++;
    }

    Map<EnvironmentName, List<String>> lines() {
        Map<EnvironmentName, List<String>> lines = new TreeMap<>();
        byEnvironment.forEach((environment, counts) -> lines.put(environment, lines(environment, counts)));
        return lines;
    }

    private static List<String> lines(EnvironmentName environment, Counts counts) {
        List<String> lines = new ArrayList<>();
        add(lines, environment, counts.given, "is given to", "");
        add(lines, environment, counts.replanned, "gets another plan on", "");
        add(lines, environment, counts.rejected, "is rejected on", ": " + counts.rejection);
        add(lines, environment, counts.undecided, "waits for what is not known yet of", "");
        add(lines, environment, counts.withdrawn, "is withdrawn, not begun, from", "");
        if (counts.usableUntil != null) {
            add(lines, environment, counts.retiring, "retires on", ", usable until " + DAY.format(counts.usableUntil));
        }
        return lines;
    }

    private static void add(List<String> lines, EnvironmentName environment, int count, String what, String end) {
        if (count > 0) {
            lines.add(environment + " " + what + " " + count + (count == 1 ? " machine" : " machines") + end);
        }
    }

    private Counts counts(Placement placement) {
        return byEnvironment.computeIfAbsent(placement.environment(), _ -> new Counts());
    }
}
