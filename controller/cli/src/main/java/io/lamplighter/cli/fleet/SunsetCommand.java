package io.lamplighter.cli.fleet;

import io.lamplighter.api.view.Sunset;
import io.lamplighter.api.view.Sunset.Outlook;
import io.lamplighter.api.view.Sunset.Standing;
import io.lamplighter.cli.connection.Connection;
import io.lamplighter.cli.output.Cell;
import io.lamplighter.cli.output.FormatOption;
import io.lamplighter.cli.output.MachineWords;
import io.lamplighter.cli.output.Screen;
import io.lamplighter.cli.output.Tone;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Which machines are about to fall off. */
@Command(
        name = "sunset",
        description = {
            "Shows which machines are about to fall off: the newest torch that runs on them, what keeps them from the",
            "next, the last driver branch that serves their GPUs and the last CUDA that it runs."
        })
public final class SunsetCommand implements Runnable {
    private final Connection connection;
    private final Screen screen;

    @Mixin
    private final LimitOption limit = new LimitOption();

    @Mixin
    private final FormatOption format = new FormatOption();

    public SunsetCommand(Connection connection, Screen screen) {
        this.connection = connection;
        this.screen = screen;
    }

    @Override
    public void run() {
        Sunset sunset = connection.controller().sunset(limit.limit());
        switch (format.format()) {
            case TABLE -> print(sunset);
            case JSON -> screen.json(sunset);
            case YAML -> screen.yaml(sunset);
        }
    }

    private void print(Sunset sunset) {
        screen.line(WhatIfReport.counted(sunset.machines(), "machine"));
        Standing before = null;
        for (Outlook outlook : sunset.outlooks()) {
            if (outlook.standing() != before) {
                before = outlook.standing();
                screen.line("");
                screen.line(new Cell(title(before), tone(before)));
            }
            print(outlook);
        }
        if (sunset.outlooksLeftOut() > 0) {
            screen.line("");
            screen.line("and " + sunset.outlooksLeftOut() + " smaller groups, which --limit shows");
        }
    }

    private void print(Outlook outlook) {
        screen.line("  " + WhatIfReport.machines(outlook.who()) + ": "
                + Objects.requireNonNullElse(outlook.newest(), "no torch runs"));
        screen.line("    " + MachineWords.facts(outlook.who().facts()));
        if (outlook.newer() != null) {
            screen.line("    not " + outlook.newer() + (outlook.because() == null ? "" : ": " + outlook.because()));
        }
        outlook.reasons().forEach(reason -> screen.line("    because " + reason));
        if (outlook.nearest() != null) {
            screen.line("    what would work: " + outlook.nearest());
        }
        if (outlook.lastDriverBranch() != null) {
            screen.line("    last driver branch: " + outlook.lastDriverBranch()
                    + (outlook.lastCuda() == null ? "" : ", with CUDA " + outlook.lastCuda()));
        }
    }

    private static String title(Standing standing) {
        return switch (standing) {
            case OVER -> "No torch runs as they are";
            case BEHIND -> "The newest torch does not run any more";
            case ENDING -> "The newest torch runs, and the last driver branch is known";
            case CURRENT -> "No end is known";
        };
    }

    private static Tone tone(Standing standing) {
        return switch (standing) {
            case OVER -> Tone.BAD;
            case BEHIND, ENDING -> Tone.CAUTION;
            case CURRENT -> Tone.GOOD;
        };
    }
}
