package io.lamplighter.cli.connection;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a change is made: the same for applying and deleting. */
public final class ChangeOptions {
    @Option(names = "--dry-run", description = "show what would change, and change nothing")
    private boolean dryRun;

    @Option(
            names = "--confirm",
            paramLabel = "N",
            description = "confirm that N placements are lost or become unplannable; the controller says when it wants"
                    + " that")
    private @Nullable Integer confirm;

    private boolean now;

    /** For who only looks. */
    public static ChangeOptions ofDryRun() {
        ChangeOptions options = new ChangeOptions();
        options.dryRun = true;
        return options;
    }

    public boolean dryRun() {
        return dryRun;
    }

    /** The same, at once. */
    public ChangeOptions atOnce() {
        ChangeOptions options = new ChangeOptions();
        options.dryRun = dryRun;
        options.confirm = confirm;
        options.now = true;
        return options;
    }

    Map<String, String> query() {
        Map<String, String> query = new TreeMap<>();
        if (dryRun) {
            query.put("dryRun", "true");
        }
        if (now) {
            query.put("now", "true");
        }
        if (confirm != null) {
            query.put("confirm", confirm.toString());
        }
        return query;
    }
}
