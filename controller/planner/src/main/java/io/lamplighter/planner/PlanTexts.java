package io.lamplighter.planner;

import io.lamplighter.versions.pep508.Requirement;
import java.util.stream.Collectors;

/** How requirements are written in plans: in one spelling, so that specs that say the same share a plan. */
final class PlanTexts {
    private PlanTexts() {}

    static String canonical(Requirement requirement) {
        String extras = requirement.extras().isEmpty()
                ? ""
                : requirement.extras().stream().sorted().collect(Collectors.joining(",", "[", "]"));
        return requirement.name()
                + extras
                + requirement.specifiers().text()
                + (requirement.marker() == null ? "" : "; " + requirement.marker());
    }
}
