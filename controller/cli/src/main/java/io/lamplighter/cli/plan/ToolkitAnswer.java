package io.lamplighter.cli.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lamplighter.api.manifest.Toolkit;
import io.lamplighter.api.manifest.Toolkit.Part;
import io.lamplighter.api.manifest.ToolkitVersion;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.PlanId;
import io.lamplighter.api.plan.PlanDocument;
import io.lamplighter.api.plan.Reason;
import io.lamplighter.api.plan.Resolution;
import io.lamplighter.planner.Planner.Decision;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code lamp plan} writes of a toolkit for programs, which rely on it: every field is there, and null where
 * nothing is.
 *
 * @param resolution {@code resolved}, {@code rejected} or {@code undecided}
 * @param archives addresses, in the order in which they are unpacked
 * @param reasons why it is rejected
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record ToolkitAnswer(
        EnvironmentName toolkit,
        String resolution,
        @Nullable PlanId plan,
        ToolkitVersion cuda,
        @Nullable ToolkitVersion cudnn,
        List<String> archives,
        List<Reason> reasons,
        @Nullable String nearest,
        List<String> facts,
        List<String> notes) {
    ToolkitAnswer {
        archives = List.copyOf(archives);
        reasons = List.copyOf(reasons);
        facts = List.copyOf(facts);
        notes = List.copyOf(notes);
    }

    static ToolkitAnswer of(Toolkit toolkit, Decision decision) {
        return switch (decision.resolution()) {
            case Resolution.Resolved(var plan) ->
                of(toolkit, decision, "resolved", PlanDocument.of(plan).id(), List.of(), null);
            case Resolution.Rejected(var reasons, var nearest) ->
                of(toolkit, decision, "rejected", null, reasons, nearest);
            case Resolution.Undecided(var missing) ->
                of(toolkit, decision, "undecided", null, List.of(new Reason("facts", missing, missing)), null);
        };
    }

    private static ToolkitAnswer of(
            Toolkit toolkit,
            Decision decision,
            String resolution,
            @Nullable PlanId plan,
            List<Reason> reasons,
            @Nullable String nearest) {
        Part cudnn = toolkit.spec().cudnn();
        return new ToolkitAnswer(
                toolkit.name(),
                resolution,
                plan,
                toolkit.spec().cuda().version(),
                cudnn == null ? null : cudnn.version(),
                toolkit.spec().archives().map(archive -> archive.url().text()).toList(),
                reasons,
                nearest,
                decision.explanation().facts(),
                decision.explanation().notes());
    }
}
