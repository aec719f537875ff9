package io.lamplighter.controller.whatif;

import io.lamplighter.api.machine.PlanningFacts;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.api.view.Alike;
import io.lamplighter.api.view.WhatIf.LackingDisk;
import io.lamplighter.api.view.WhatIf.Outcome;
import io.lamplighter.controller.placement.Prospect;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Prospects that come to the same. */
final class Sum {
    private final Same same;
    private final PlanningFacts facts;
    private final @Nullable Long takes;
    private final Count all = new Count();
    private final Count lacking = new Count();
    private int building;
    private int unknown;

    /** Machines, with the names of some. */
    private static final class Count {
        private static final int MOST_EXAMPLES = 5;

        final TreeSet<MachineName> examples = new TreeSet<>();
        int machines;

        void add(Prospect prospect) {
            machines += prospect.machines();
            examples.addAll(prospect.examples());
            while (examples.size() > MOST_EXAMPLES) {
                examples.pollLast();
            }
        }
    }

    /**
     * None yet.
     *
     * @param takes bytes of what would be built, where that is known
     */
    Sum(Same same, PlanningFacts facts, @Nullable Long takes) {
        this.same = same;
        this.facts = facts;
        this.takes = takes;
    }

    void add(Prospect prospect) {
        all.add(prospect);
        if (!prospect.builds() || takes == null) {
            return;
        }
        building += prospect.machines();
        if (prospect.room() == null) {
            unknown += prospect.machines();
        } else if (prospect.room() < takes) {
            lacking.add(prospect);
        }
    }

    Same same() {
        return same;
    }

    int machines() {
        return all.machines;
    }

    MachineName firstExample() {
        return all.examples.getFirst();
    }

    int lackingDisk() {
        return lacking.machines;
    }

    Outcome outcome() {
        return new Outcome(
                same.environment(),
                new Alike(all.machines, List.copyOf(all.examples), facts),
                same.before(),
                same.after(),
                same.reasons(),
                same.nearest(),
                takes,
                building == 0 ? null : new LackingDisk(lacking.machines, List.copyOf(lacking.examples), unknown));
    }
}
