package io.lamplighter.cli.manifest;

import io.lamplighter.api.manifest.Manifest;
import io.lamplighter.api.name.ManifestName;
import io.lamplighter.api.view.Applied;
import io.lamplighter.cli.output.Cell;
import io.lamplighter.cli.output.Label;
import io.lamplighter.cli.output.Screen;
import io.lamplighter.cli.output.Tone;
import java.util.List;

/** Says what became of manifests: a line each, and under it what that means for machines. */
public final class AppliedReport {
    private final Screen screen;
    private final boolean dryRun;

    public AppliedReport(Screen screen, boolean dryRun) {
        this.screen = screen;
        this.dryRun = dryRun;
    }

    public void print(List<Applied> changes) {
        for (Applied change : changes) {
            screen.line(new Cell(headline(change), tone(change.change())));
            change.effects().forEach(effect -> screen.line("  " + effect));
            if (dryRun) {
                screen.diff(change.diff());
            }
        }
    }

    /** {@code environment/torch}. */
    static String named(Manifest.Kind kind, ManifestName name) {
        return Label.words(kind) + "/" + name;
    }

    private String headline(Applied change) {
        return named(change.kind(), change.name())
                + " "
                + Label.words(change.change())
                + " (revision " + change.revision() + (dryRun ? ", dry run" : "") + ")";
    }

    private static Tone tone(Applied.Change change) {
        return switch (change) {
            case CREATED, CONFIGURED -> Tone.GOOD;
            case UNCHANGED -> Tone.PLAIN;
            case DELETED -> Tone.CAUTION;
        };
    }
}
