package io.lamplighter.api.name;

/** The first digits of a plan's id, at least the twelve that generations are named by; the whole id is one, too. */
public record PlanPrefix(String value) {
    public PlanPrefix {
        Syntax.requirePlanPrefix(value);
    }

    public static PlanPrefix of(PlanId plan) {
        return new PlanPrefix(plan.value());
    }

    @Override
    public String toString() {
        return value;
    }
}
