package io.lamplighter.cli.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lamplighter.api.manifest.Environment.Installer;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.PlanId;
import io.lamplighter.api.plan.Reason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code lamp plan} writes for programs, which rely on it: every field is there, and null where nothing is.
 *
 * @param resolution {@code resolved}, {@code rejected} or {@code undecided}
 * @param torch the release; absent where none was asked for or none works
 * @param build {@code cu126}, {@code cpu}; {@code default} only for the wheel of the default index, {@code cuda} where
 *     the channel's solver chooses the CUDA
 * @param cuda what the build is for, {@code 12.6}; absent for a CPU build
 * @param requirements what an installer is given, pinned: PEP 508 for pip, MatchSpecs for conda
 * @param indexes that pip takes them from, that of torch first
 * @param channels that conda takes them from, in order of priority
 * @param reasons why it is rejected, or why the build is what it is
 * @param candidates every one that was considered, the chosen one first
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record OfflineAnswer(
        EnvironmentName environment,
        String resolution,
        Installer installer,
        @Nullable PlanId plan,
        @Nullable String python,
        @Nullable String torch,
        @Nullable String build,
        @Nullable String cuda,
        List<String> requirements,
        List<String> indexes,
        List<String> channels,
        List<Reason> reasons,
        @Nullable String nearest,
        List<Candidate> candidates,
        List<String> facts,
        List<String> notes) {
    OfflineAnswer {
        requirements = List.copyOf(requirements);
        indexes = List.copyOf(indexes);
        channels = List.copyOf(channels);
        reasons = List.copyOf(reasons);
        candidates = List.copyOf(candidates);
        facts = List.copyOf(facts);
        notes = List.copyOf(notes);
    }

    /**
     * One that was considered.
     *
     * @param verdict {@code chosen}, {@code kept}, {@code unproven} or {@code excluded}
     * @param rule that excludes it; absent for a kept one
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Candidate(
            @Nullable String torch,
            @Nullable String build,
            @Nullable String cuda,
            String source,
            boolean kept,
            String verdict,
            @Nullable String rule,
            String because) {}
}
