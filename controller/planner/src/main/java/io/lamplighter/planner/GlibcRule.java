package io.lamplighter.planner;

import io.lamplighter.api.machine.PlanningFacts;
import io.lamplighter.planner.catalog.DottedVersion;
import io.lamplighter.planner.catalog.FileTag;
import org.jspecify.annotations.Nullable;

/**
 * The machine's C library is not older than the files ask for.
 *
 * @param machine its version; absent where there is none
 * @param skipped nobody told which one the machine has
 */
record GlibcRule(@Nullable DottedVersion machine, boolean skipped) implements Rule {
    /** From here on even files are safe whose tags promise less than they need: all newer ones are built on it. */
    private static final DottedVersion SAFE = DottedVersion.parse("2.28");

    static GlibcRule of(PlanningFacts facts) {
        String glibc = facts.glibc();
        return new GlibcRule(
                glibc == null ? null : DottedVersion.find(glibc).orElse(null), PlanningFacts.NOT_TOLD.equals(glibc));
    }

    @Override
    public String id() {
        return "glibc";
    }

    @Override
    public Finding judge(Offer offer) {
        FileTag tag = offer.build().tag();
        DottedVersion needed = tag == null ? null : tag.glibc();
        if (tag == null || needed == null || skipped) {
            return Finding.HOLDS;
        }
        if (machine == null) {
            return Finding.fails(() -> "its files need glibc " + needed + "; this machine has none");
        }
        if (machine.compareTo(needed) < 0) {
            return Finding.fails(
                    () -> "needs glibc " + needed + "; this machine has " + machine,
                    Finding.Change.SYSTEM,
                    () -> "a system with glibc " + needed + " would run " + offer.name());
        }
        return tag.exact() || machine.compareTo(SAFE) >= 0
                ? Finding.HOLDS
                : new Finding.NotKnown(() -> "whether glibc " + machine + " is new enough (its tag " + tag.tag()
                        + " asks for less than its code)");
    }
}
