package io.lamplighter.cli.init;

import io.lamplighter.api.machine.MachineFacts;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.plan.Reason;
import io.lamplighter.api.plan.Resolution;
import io.lamplighter.cli.exit.ExitStatus;
import io.lamplighter.cli.exit.LampException;
import io.lamplighter.cli.plan.OfflinePlanner;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The newest Python of a machine for which everything in the draft exists.
 *
 * @param series {@code 3.13}
 * @param build what the planner takes here, {@code torch 2.10.0 cpu}
 */
record SeriesChoice(String series, String build) {
    private static final Pattern SERIES = Pattern.compile("3\\.(\\d{1,2})\\..*");

    static SeriesChoice of(MachineFacts facts, List<Source> sources) {
        List<String> present = present(facts);
        if (present.isEmpty()) {
            throw new LampException(
                    ExitStatus.REJECTED,
                    "this machine has no Python 3 that an environment can be made from",
                    "install one, like `apt install python3 python3-venv`, and run lamp init again");
        }
        OfflinePlanner planner = new OfflinePlanner(sources, Map.of());
        LampException newestSays = null;
        for (String series : present) {
            Resolution resolution = planner.decide(Draft.readEnvironment(Draft.environment(series)), facts.planning())
                    .resolution();
            switch (resolution) {
                case Resolution.Resolved(var plan) -> {
                    return new SeriesChoice(series, plan.choice().orElseThrow());
                }
                case Resolution.Rejected(var reasons, var nearest) -> {
                    if (newestSays == null) {
                        newestSays = new LampException(
                                ExitStatus.REJECTED,
                                reasons.stream().map(Reason::message).toList(),
                                "no PyTorch works on this machine as it is",
                                nearest == null ? "see `lamp doctor`" : "what would work: " + nearest);
                    }
                }
                case Resolution.Undecided(var missing) -> {
                    if (newestSays == null) {
                        newestSays = new LampException(
                                ExitStatus.NO, "it cannot be told what works here: " + missing, "see `lamp doctor`");
                    }
                }
            }
        }
        throw newestSays;
    }

    private static List<String> present(MachineFacts facts) {
        return facts.interpreters().stream()
                .map(interpreter -> SERIES.matcher(interpreter.version()))
                .filter(Matcher::matches)
                .map(matcher -> Integer.valueOf(matcher.group(1)))
                .distinct()
                .sorted(Comparator.reverseOrder())
                .map(minor -> "3." + minor)
                .toList();
    }
}
