package io.lamplighter.agent.execution;

import io.lamplighter.agent.process.CommandWatch;
import io.lamplighter.agent.verification.Verdict;
import io.lamplighter.agent.verification.Verifier;
import io.lamplighter.api.run.CheckResult.Result;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Finds what it is told to find by its one check, {@code cuda}. */
final class FakeVerifier implements Verifier {
    final AtomicInteger asked = new AtomicInteger();
    volatile Result result = Result.PASSED;

    @Override
    public Verdict verify(Request request, CommandWatch watch) {
        asked.incrementAndGet();
        return new Verdict(List.of(Samples.check("cuda", result)), "");
    }
}
