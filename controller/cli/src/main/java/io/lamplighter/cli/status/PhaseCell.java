package io.lamplighter.cli.status;

import io.lamplighter.api.view.PlacementView;
import io.lamplighter.cli.output.Cell;
import io.lamplighter.cli.output.Label;
import io.lamplighter.cli.output.Tone;

/** A placement's phase as it is shown everywhere. */
public final class PhaseCell {
    private PhaseCell() {}

    /** {@code Pending}. */
    public static Cell of(PlacementView placement) {
        return new Cell(Label.capitalised(placement.phase()), tone(placement.phase()));
    }

    /** {@code Pending(sources unknown)}. */
    public static Cell whole(PlacementView placement) {
        String detail = placement.phaseDetail().isEmpty() ? "" : "(" + placement.phaseDetail() + ")";
        return new Cell(Label.capitalised(placement.phase()) + detail, tone(placement.phase()));
    }

    private static Tone tone(PlacementView.Phase phase) {
        return switch (phase) {
            case CONVERGED -> Tone.GOOD;
            case FAILED, REJECTED -> Tone.BAD;
            case STALE, HELD, RETIRING, DRIFTED -> Tone.CAUTION;
            case BUILDING, PENDING -> Tone.PLAIN;
        };
    }
}
