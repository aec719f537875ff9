package io.lamplighter.cli.status;

import io.lamplighter.api.plan.Reason;
import io.lamplighter.api.plan.Resolution;
import io.lamplighter.api.run.Failure;
import io.lamplighter.api.view.PlacementView;
import io.lamplighter.cli.connection.Controller;
import io.lamplighter.cli.exit.ExitStatus;
import io.lamplighter.cli.exit.LampException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Why waiting ended without convergence, as a sentence. */
record Disappointment(Controller controller) {
    LampException hopeless(PlacementView placement) {
        return placement.phase() == PlacementView.Phase.REJECTED ? rejected(placement) : failed(placement);
    }

    LampException timedOut(Duration timeout, List<PlacementView> missing) {
        if (missing.isEmpty()) {
            return new LampException(
                    ExitStatus.NO,
                    "no machine has such an environment after " + timeout.toSeconds() + " s",
                    "see `lamp status`: an agent must be enrolled, and a group must give it the environment");
        }
        PlacementView first = missing.getFirst();
        return new LampException(
                ExitStatus.NO,
                "not converged after " + timeout.toSeconds() + " s: "
                        + missing.stream()
                                .map(placement -> PlacementKey.of(placement) + " is "
                                        + PhaseCell.whole(placement).text())
                                .collect(Collectors.joining(", ")),
                "see `lamp describe placement " + first.machine() + " " + first.environment() + "`");
    }

    private static LampException failed(PlacementView placement) {
        Failure failure = placement.run() == null ? null : placement.run().failure();
        String next = "see `lamp describe placement " + placement.machine() + " " + placement.environment() + "`";
        return failure == null
                ? new LampException(
                        ExitStatus.NO, PlacementKey.of(placement) + " failed: " + placement.phaseDetail(), next)
                : new LampException(
                        ExitStatus.NO,
                        failure.log().lines().toList(),
                        PlacementKey.of(placement) + " failed: " + failure.signature() + ": " + failure.message(),
                        failure.remedy().isBlank() ? next : failure.remedy());
    }

    private LampException rejected(PlacementView placement) {
        Resolution resolution = controller
                .placement(placement.machine(), placement.environment())
                .resolution();
        String next = "see `lamp explain " + placement.machine() + " " + placement.environment() + "`";
        return resolution instanceof Resolution.Rejected(var reasons, var nearest)
                ? new LampException(
                        ExitStatus.NO,
                        PlacementKey.of(placement) + " is rejected: "
                                + reasons.stream().map(Reason::message).collect(Collectors.joining("; ")),
                        nearest == null ? next : "what would work: " + nearest + "; " + next)
                : new LampException(
                        ExitStatus.NO, PlacementKey.of(placement) + " is rejected: " + placement.phaseDetail(), next);
    }
}
