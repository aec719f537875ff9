package io.lamplighter.cli.fleet;

import io.lamplighter.api.name.MachineName;
import io.lamplighter.api.plan.Reason;
import io.lamplighter.api.view.Alike;
import io.lamplighter.api.view.WhatIf;
import io.lamplighter.api.view.WhatIf.Effect;
import io.lamplighter.api.view.WhatIf.LackingDisk;
import io.lamplighter.api.view.WhatIf.Outcome;
import io.lamplighter.cli.output.Cell;
import io.lamplighter.cli.output.MachineWords;
import io.lamplighter.cli.output.Quantity;
import io.lamplighter.cli.output.Screen;
import io.lamplighter.cli.output.Tone;
import java.util.List;
import java.util.stream.Collectors;

/** Says what a change would mean: by what would happen, and under it the machines alike, the largest group first. */
public final class WhatIfReport {
    private static final int ABBREVIATED = 12;

    private final Screen screen;

    public WhatIfReport(Screen screen) {
        this.screen = screen;
    }

    public void print(WhatIf whatIf) {
        screen.line(counted(whatIf.machines(), "machine") + " of " + counted(whatIf.kinds(), "kind") + ", catalog "
                + whatIf.catalogVersion().substring(0, ABBREVIATED));
        if (whatIf.effects().isEmpty()) {
            screen.line("no machine has or would get an environment");
        }
        whatIf.effects().forEach(this::print);
    }

    /** Whether some machine would be worse off. */
    public static boolean isWorse(WhatIf whatIf) {
        return whatIf.count(Effect.UNPLANNABLE) + whatIf.count(Effect.LOST) > 0;
    }

    private void print(WhatIf.Effects effects) {
        screen.line("");
        String lacking = effects.lackingDisk() == 0 ? "" : ", " + effects.lackingDisk() + " without room on disk";
        screen.line(new Cell(
                title(effects.effect()) + ": " + counted(effects.placements(), "placement") + lacking,
                tone(effects.effect())));
        effects.outcomes().forEach(this::print);
        if (effects.outcomesLeftOut() > 0) {
            screen.line("  and " + effects.outcomesLeftOut() + " smaller groups, which --limit shows");
        }
    }

    private void print(Outcome outcome) {
        screen.line("  " + outcome.environment() + " on " + machines(outcome.who()) + change(outcome));
        screen.line("    " + MachineWords.facts(outcome.who().facts()));
        outcome.reasons().stream().map(Reason::message).forEach(reason -> screen.line("    because " + reason));
        if (outcome.nearest() != null) {
            screen.line("    what would work: " + outcome.nearest());
        }
        if (outcome.diskBytes() != null) {
            screen.line("    takes " + Quantity.bytes(outcome.diskBytes()) + " of disk");
        }
        if (outcome.lackingDisk() != null) {
            print(outcome.lackingDisk());
        }
    }

    private void print(LackingDisk lacking) {
        if (lacking.machines() > 0) {
            screen.line(new Cell(
                    "    no room for it on " + machines(lacking.machines(), lacking.examples()), Tone.CAUTION));
        }
        if (lacking.unknown() > 0) {
            screen.line("    free disk not known of " + counted(lacking.unknown(), "machine"));
        }
    }

    /** {@code 12 machines (gpu-07, gpu-08, …)}. */
    static String machines(Alike who) {
        return machines(who.machines(), who.examples());
    }

    private static String machines(int count, List<MachineName> examples) {
        return counted(count, "machine")
                + examples.stream().map(Object::toString).collect(Collectors.joining(", ", " (", ""))
                + (count > examples.size() ? ", …)" : ")");
    }

    static String counted(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    private static String change(Outcome outcome) {
        String before = outcome.before() == null ? "nothing" : outcome.before();
        String after = outcome.after();
        return ": " + before + (after == null || after.equals(before) ? "" : " -> " + after);
    }

    private static String title(Effect effect) {
        return switch (effect) {
            case UNPLANNABLE -> "No plan; what works there stays";
            case LOST -> "Taken away, after the days of grace";
            case REPLANNED -> "Another plan";
            case GIVEN -> "A first plan";
            case AGENT_TOO_OLD -> "A plan that the machine's agent is too old for";
            case UNDECIDED -> "Not to be told before the agent has looked";
            case WITHDRAWN -> "Not asked for any more, and not begun";
            case STILL_UNPLANNABLE -> "No plan, as before";
            case STAYS -> "Stays";
        };
    }

    private static Tone tone(Effect effect) {
        return switch (effect) {
            case UNPLANNABLE, LOST -> Tone.BAD;
            case REPLANNED, GIVEN -> Tone.GOOD;
            case AGENT_TOO_OLD, UNDECIDED, STILL_UNPLANNABLE -> Tone.CAUTION;
            case WITHDRAWN, STAYS -> Tone.PLAIN;
        };
    }
}
