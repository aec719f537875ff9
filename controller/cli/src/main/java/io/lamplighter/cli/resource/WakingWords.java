package io.lamplighter.cli.resource;

import io.lamplighter.api.schedule.Window.Wake;
import io.lamplighter.api.view.MachineWaking;
import io.lamplighter.cli.connection.ControllerTooOld;
import io.lamplighter.cli.output.Cell;
import io.lamplighter.cli.output.Quantity;
import io.lamplighter.cli.output.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** When a machine is woken for a window, as people read it. */
final class WakingWords {
    private WakingWords() {}

    /** @param asked of a controller that may be too old to say */
    static List<Cell> orUnknown(Supplier<MachineWaking> asked) {
        try {
            return of(asked.get());
        } catch (ControllerTooOld _) {
            return List.of(new Cell("not known: the controller is too old to say", Tone.CAUTION));
        }
    }

    static List<Cell> of(MachineWaking waking) {
        List<Cell> lines = new ArrayList<>();
        if (waking.at() != null) {
            lines.add(plain(Quantity.instant(waking.at()) + " by " + means(waking) + ", for the window that opens "
                    + Quantity.instant(waking.opens())));
        }
        String window = waking.opens() == null
                ? "not by " + means(waking)
                : "not for the window that opens " + Quantity.instant(waking.opens());
        waking.obstacles().forEach(why -> lines.add(new Cell(window + ": " + why, Tone.CAUTION)));
        if (waking.lastSent() != null) {
            lines.add(plain("a packet was sent last at " + Quantity.instant(waking.lastSent())));
        }
        return lines.isEmpty() ? List.of(plain("for no window")) : lines;
    }

    private static String means(MachineWaking waking) {
        return waking.by() == Wake.LAN
                ? "a packet" + (waking.to().isEmpty() ? "" : " to " + String.join(", ", waking.to()))
                : "its own clock";
    }

    private static Cell plain(String text) {
        return new Cell(text, Tone.PLAIN);
    }
}
