package io.lamplighter.api.json;

import io.lamplighter.api.lock.Bound;
import io.lamplighter.api.lock.Lock;
import io.lamplighter.api.lock.LockDocument;
import io.lamplighter.api.lock.LockedFile;
import io.lamplighter.api.lock.LockedPackage;
import io.lamplighter.api.lock.LockedStage;
import io.lamplighter.api.lock.Platform;
import io.lamplighter.api.lock.SolveLimits;
import io.lamplighter.api.lock.SolveLimits.Kept;
import io.lamplighter.api.manifest.Environment.Installer;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.LockDigest;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.api.name.PlanId;
import io.lamplighter.api.name.Sha256;
import io.lamplighter.api.plan.Candidate.Placement;
import io.lamplighter.api.view.LockView;
import io.lamplighter.api.wire.Claim;
import io.lamplighter.api.wire.ClaimAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** What is said of locks. */
final class LockExamples {
    private static final String HEX = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";
    private static final PlanId PLAN = new PlanId(HEX);
    private static final LockDigest DIGEST = new LockDigest(HEX);
    private static final MachineName MACHINE = new MachineName("gpu-07");
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private static final LockedFile FILE =
            new LockedFile("torch-2.10.0+cu126.whl", new Sha256(HEX), 3_000_000_000L, NOON);
    private static final String FILE_JSON = """
            {"name": "torch-2.10.0+cu126.whl", "sha256": "%s", "bytes": 3000000000,
             "published": "2026-11-23T12:00:00Z"}""".formatted(HEX);

    private static final LockedPackage PACKAGE =
            new LockedPackage("torch", "2.10.0+cu126", "h1_0", new Placement(Source.PYTORCH, "cu126"), List.of(FILE));
    private static final String PACKAGE_JSON = """
            {"name": "torch", "version": "2.10.0+cu126", "build": "h1_0",
             "from": {"source": "pytorch", "build": "cu126"}, "files": [%s]}""".formatted(FILE_JSON);

    private static final LockedStage STAGE = new LockedStage("framework", Installer.PIP, List.of(PACKAGE));
    private static final String STAGE_JSON = """
            {"name": "framework", "installer": "pip", "packages": [%s]}""".formatted(PACKAGE_JSON);

    private static final Platform PLATFORM = new Platform("linux", "x86_64", "2.36", "3.11");
    private static final String PLATFORM_JSON = """
            {"os": "linux", "architecture": "x86_64", "glibc": "2.36", "python": "3.11"}""";

    private static final Bound BOUND = new Bound(Installer.PIP, "numpy", ">=1.26.4,<1.27");
    private static final String BOUND_JSON = """
            {"installer": "pip", "name": "numpy", "versions": ">=1.26.4,<1.27"}""";
    private static final Kept KEPT = new Kept(Installer.CONDA, "openssl", "3.5.1", "h7b32b05_0", NOON);
    private static final String KEPT_JSON = """
            {"installer": "conda", "name": "openssl", "version": "3.5.1", "build": "h7b32b05_0",
             "published": "2026-11-23T12:00:00Z"}""";
    private static final SolveLimits LIMITS = new SolveLimits(DIGEST, List.of(BOUND), NOON, List.of(KEPT));
    private static final String LIMITS_JSON = """
            {"from": "%s", "bounds": [%s], "before": "2026-11-23T12:00:00Z", "kept": [%s]}""".formatted(HEX, BOUND_JSON, KEPT_JSON);

    private LockExamples() {}

    static Stream<WireExample> all() {
        return Stream.of(
                WireExample.of(FILE, FILE_JSON),
                WireExample.of(PACKAGE, PACKAGE_JSON),
                WireExample.of(STAGE, STAGE_JSON),
                WireExample.of(new Lock(1, "3.11", "torch 2.10.0 cu126", List.of(STAGE)), """
                        {"format": 1, "python": "3.11", "candidate": "torch 2.10.0 cu126", "stages": [%s]}""".formatted(STAGE_JSON)),
                WireExample.of(new LockDocument(DIGEST, "{}"), """
                        {"digest": "%s", "json": "{}"}""".formatted(HEX)),
                WireExample.of(PLATFORM, PLATFORM_JSON),
                WireExample.of(new Claim(new EnvironmentName("torch"), PLAN, "3.11"), """
                        {"environment": "torch", "plan": "%s", "python": "3.11"}""".formatted(HEX)),
                WireExample.of(new Claim(new EnvironmentName("torch"), PLAN, null, null, false), """
                        {"environment": "torch", "plan": "%s", "solves": false}""".formatted(HEX)),
                WireExample.of(new ClaimAnswer.Unproved(Duration.ofMinutes(1)), """
                        {"answer": "unproved", "askAgain": "PT1M"}"""),
                WireExample.of(new ClaimAnswer.Solve(41, NOON), """
                        {"answer": "solve", "epoch": 41, "until": "2026-11-23T12:00:00Z"}"""),
                WireExample.of(BOUND, BOUND_JSON),
                WireExample.of(KEPT, KEPT_JSON),
                WireExample.of(LIMITS, LIMITS_JSON),
                WireExample.of(new Claim(new EnvironmentName("torch"), PLAN, "3.11").refreshing(), """
                        {"environment": "torch", "plan": "%s", "python": "3.11", "refresh": true}""".formatted(HEX)),
                WireExample.of(new ClaimAnswer.Solve(41, NOON, LIMITS), """
                        {"answer": "solve", "epoch": 41, "until": "2026-11-23T12:00:00Z", "limits": %s}""".formatted(LIMITS_JSON)),
                WireExample.of(new ClaimAnswer.Current(Duration.ofHours(12), "it was solved anew"), """
                        {"answer": "current", "askAgain": "PT12H", "why": "it was solved anew"}"""),
                WireExample.of(new ClaimAnswer.Install(DIGEST), """
                        {"answer": "install", "lock": "%s"}""".formatted(HEX)),
                WireExample.of(new ClaimAnswer.Wait(Duration.ofMinutes(1), MACHINE, NOON), """
                        {"answer": "wait", "askAgain": "PT1M", "pathfinder": "gpu-07", "until": "2026-11-23T12:00:00Z"}"""),
                WireExample.of(new LockView(PLAN, DIGEST, PLATFORM, MACHINE, NOON, "{}"), """
                        {"plan": "%s", "lock": "%s", "platform": %s, "pathfinder": "gpu-07",
                         "storedAt": "2026-11-23T12:00:00Z", "json": "{}"}""".formatted(
                                HEX, HEX, PLATFORM_JSON)));
    }
}
