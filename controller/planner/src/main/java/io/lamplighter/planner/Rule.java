package io.lamplighter.planner;

/** One reason for which a build may not work on a machine. */
interface Rule {
    /** As explanations and reasons name it. */
    String id();

    Finding judge(Offer offer);
}
