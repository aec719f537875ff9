package io.lamplighter.cli.status;

import io.lamplighter.api.run.CheckResult;
import io.lamplighter.api.run.RunReport;
import io.lamplighter.api.run.RunState;
import io.lamplighter.api.view.PlacementView;
import io.lamplighter.cli.output.Label;
import io.lamplighter.cli.output.Quantity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Remembers what was said of each placement, and says what is new. */
final class Progress {
    private final StageContents stageContents;
    private final Map<PlacementKey, Moment> said = new HashMap<>();
    private boolean saidThatItWaits;

    Progress(StageContents stageContents) {
        this.stageContents = stageContents;
    }

    /** A line for each thing that happened since the last call: elapsed, machine, environment, phase, what is done. */
    List<String> news(Duration elapsed, List<PlacementView> placements) {
        List<String> lines = new ArrayList<>();
        if (placements.isEmpty() && !saidThatItWaits) {
            saidThatItWaits = true;
            lines.add(Quantity.elapsed(elapsed) + "  no machine has an environment yet");
        }
        for (PlacementView placement : placements) {
            Moment now = Moment.of(placement);
            Moment before = said.put(PlacementKey.of(placement), now);
            if (now.equals(before)) {
                continue;
            }
            String start =
                    Quantity.elapsed(elapsed) + "  " + placement.machine() + "  " + placement.environment() + "  ";
            RunReport run = CurrentRun.of(placement);
            if (run != null && run.download() != null && now.tellsDownload(before)) {
                lines.add(start + download(run, run.download()));
            }
            lines.add((start + PhaseCell.whole(placement).text() + "  " + doing(placement)).stripTrailing());
        }
        return List.copyOf(lines);
    }

    private String doing(PlacementView placement) {
        RunReport run = CurrentRun.of(placement);
        if (run == null) {
            return "";
        }
        return switch (run.state()) {
            case PLANNED, WAITING, CLAIMED, PREPARING, SOLVING, VERIFYING, SEALING, ACTIVATING, EXPOSING, UNKNOWN ->
                Label.words(run.state());
            case BUILDING -> building(placement, run);
            case DONE -> Label.words(RunState.DONE) + checks(run.checks());
            case FAILED ->
                run.failure() == null
                        ? Label.words(RunState.FAILED)
                        : run.failure().message();
        };
    }

    private String building(PlacementView placement, RunReport run) {
        String stage = run.stage();
        if (stage == null) {
            return Label.words(run.state());
        }
        List<String> contents = stageContents.of(placement, run, stage);
        return "building " + stage + (contents.isEmpty() ? "" : ": " + String.join(", ", contents));
    }

    private static String download(RunReport run, RunReport.Download download) {
        if (download.files() == 0) {
            return "nothing to download";
        }
        return "to download: "
                + Quantity.bytes(download.bytes())
                + " in "
                + download.files()
                + (download.files() == 1 ? " file" : " files")
                + (run.candidate() == null ? "" : " (" + run.candidate() + ")");
    }

    /** {@code ; passed: imports, tensor; not applicable: cuda}. */
    private static String checks(List<CheckResult> checks) {
        Map<CheckResult.Result, List<String>> byResult = checks.stream()
                .collect(Collectors.groupingBy(
                        CheckResult::result,
                        LinkedHashMap::new,
                        Collectors.mapping(CheckResult::check, Collectors.toList())));
        return byResult.entrySet().stream()
                .map(group -> "; " + Label.words(group.getKey()) + ": " + String.join(", ", group.getValue()))
                .collect(Collectors.joining());
    }
}
