package io.lamplighter.cli.lock;

import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.api.name.PlanPrefix;
import io.lamplighter.cli.exit.LampException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which packages are meant. */
sealed interface LockAddress {
    /** As people write it, for the help. */
    String FORMS =
            "an environment (torch), one of a machine (gpu-07/torch, what it has: gpu-07/torch@now), a plan or a generation";

    /** The lock of a plan. */
    record OfPlan(PlanPrefix plan) implements LockAddress {}

    /** The lock of the plan that machines should have. */
    record Wanted(EnvironmentName environment, @Nullable MachineName machine) implements LockAddress {}

    /** The packages that are in use on a machine, as its agent told them. */
    record InUse(EnvironmentName environment, MachineName machine) implements LockAddress {}

    /**
     * Reads one.
     *
     * @param machine that is meant where the text names none
     * @throws LampException when it is none
     */
    static LockAddress of(String text, @Nullable MachineName machine) {
        Matcher plan = Forms.PLAN.matcher(text);
        if (plan.matches()) {
            return new OfPlan(new PlanPrefix(plan.group(1)));
        }
        Matcher environment = Forms.ENVIRONMENT.matcher(text);
        try {
            if (!environment.matches()) {
                throw new IllegalArgumentException("no lock is named \"" + text + "\"");
            }
            String named = environment.group(1);
            MachineName of = named == null ? machine : new MachineName(named);
            EnvironmentName name = new EnvironmentName(environment.group(2));
            return environment.group(3) == null ? new Wanted(name, of) : inUse(name, of);
        } catch (IllegalArgumentException e) {
            throw LampException.badInput(String.valueOf(e.getMessage()), "name " + FORMS);
        }
    }

    private static InUse inUse(EnvironmentName name, @Nullable MachineName machine) {
        if (machine == null) {
            throw LampException.badInput(
                    name + "@now is what a machine has of it, and none is named",
                    "write MACHINE/" + name + "@now, or add --machine");
        }
        return new InUse(name, machine);
    }

    /** Twelve digits are a plan's before they are an environment's name; that of a machine is written with it. */
    final class Forms {
        private static final Pattern PLAN = Pattern.compile("([0-9a-f]{12,64})(-[1-9][0-9]*)?");
        private static final Pattern ENVIRONMENT = Pattern.compile("(?:([^/@]+)/)?([^/@]+)(@now)?");

        private Forms() {}
    }
}
