package io.lamplighter.cli.plan;

import io.lamplighter.api.plan.Explanation;
import io.lamplighter.cli.output.Table;
import picocli.CommandLine.Option;

/** {@code --all}: how much of an explanation is shown to people. */
final class DetailOption {
    @Option(names = "--all", description = "list every candidate, also those behind the first few kept")
    private boolean all;

    Table candidates(Explanation explanation) {
        return all ? CandidateTable.whole(explanation.candidates()) : CandidateTable.abridged(explanation.candidates());
    }
}
