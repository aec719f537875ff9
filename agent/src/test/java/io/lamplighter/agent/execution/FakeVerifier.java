package io.lamplighter.agent.execution;

import io.lamplighter.agent.process.CommandWatch;
import io.lamplighter.agent.verification.Verdict;
import io.lamplighter.agent.verification.Verifier;
import io.lamplighter.api.run.CheckResult;
import io.lamplighter.api.run.CheckResult.Result;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Finds what it is told to find by its one check, {@code cuda}. */
final class FakeVerifier implements Verifier {
    final AtomicInteger asked = new AtomicInteger();
    final List<Extent> extents = new CopyOnWriteArrayList<>();
    volatile Result result = Result.PASSED;
    volatile String detail = "as it was seen";

    @Override
    public Verdict verify(Request request, CommandWatch watch) {
        asked.incrementAndGet();
        extents.add(request.extent());
        return new Verdict(List.of(new CheckResult("cuda", result, detail, Duration.ofSeconds(1))), "");
    }
}
