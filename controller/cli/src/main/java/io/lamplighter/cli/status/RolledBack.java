package io.lamplighter.cli.status;

import io.lamplighter.api.generation.Rollback;
import io.lamplighter.cli.output.Quantity;

/** That an operator wants another generation than the planner, as it is shown everywhere. */
public final class RolledBack {
    private RolledBack() {}

    /** {@code rolled back to 0a77c3d1e8f4-2 by operator: jobs of room b12 fail}. */
    public static String words(Rollback rollback) {
        return "rolled back to " + rollback.generation() + " by " + rollback.by()
                + (rollback.reason() == null ? "" : ": " + rollback.reason());
    }

    /** The same with the time. */
    public static String whole(Rollback rollback) {
        return Quantity.instant(rollback.at()) + "  " + words(rollback);
    }
}
