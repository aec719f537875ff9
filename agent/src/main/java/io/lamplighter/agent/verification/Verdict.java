package io.lamplighter.agent.verification;

import io.lamplighter.agent.failure.Catalogue;
import io.lamplighter.agent.failure.Diagnosis;
import io.lamplighter.agent.failure.FailureException;
import io.lamplighter.api.run.CheckResult;
import io.lamplighter.api.run.CheckResult.Result;
import java.util.List;
import java.util.Optional;

/**
 * What the checks found.
 *
 * @param log of the first check that failed; empty when none did
 */
public record Verdict(List<CheckResult> checks, String log) {
    public Verdict {
        checks = List.copyOf(checks);
    }

    /** Why the generation may not be used; empty when no check failed. */
    public Optional<FailureException> failure() {
        return checks.stream()
                .filter(check -> check.result() == Result.FAILED)
                .findFirst()
                .map(check -> new FailureException(diagnosis(check), check.detail() + "\n" + log));
    }

    /** Whether something could not be checked now. */
    public boolean isInconclusive() {
        return checks.stream().anyMatch(check -> check.result() == Result.INCONCLUSIVE);
    }

    private Diagnosis diagnosis(CheckResult check) {
        return Catalogue.of(check.detail())
                .or(() -> Catalogue.of(log))
                .orElseGet(() -> Catalogue.named("VERIFICATION_FAILED", check.check()))
                .adding(check.detail());
    }
}
