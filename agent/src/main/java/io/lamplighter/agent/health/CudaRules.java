package io.lamplighter.agent.health;

import io.lamplighter.agent.execution.EnvironmentStatus;
import io.lamplighter.agent.probe.CudaTrial;
import io.lamplighter.agent.probe.NvidiaReading;
import io.lamplighter.api.machine.CudaState;
import io.lamplighter.api.run.CheckResult;
import io.lamplighter.api.run.CheckResult.OnGpu;
import io.lamplighter.api.run.CheckResult.Result;
import io.lamplighter.api.run.Failure;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whether CUDA works: for any program, and in each environment. */
final class CudaRules {
    private static final String PROOF = "cuda";
    private static final String LOST = "CUDA_LOST";
    private static final String NO_CODE = "TORCH_NO_KERNEL_IMAGE";
    private static final Pattern NOT_COMPATIBLE = Pattern.compile("is not compatible with the current PyTorch");
    private static final Pattern FOR_CPU = Pattern.compile("\\ba CPU build\\b"); // verify.py
    private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)");

    /** From this major version on a driver runs every minor version of the CUDA that it supports. */
    private static final int MINOR_VERSIONS_AGREE = 11;

    private CudaRules() {}

    static Status driver(Evidence evidence) {
        NvidiaReading reading = evidence.driver();
        if (reading == null) {
            return new Status.Unknown("the driver has not been read yet");
        }
        return switch (reading.driver()) {
            case CudaState.Working _ -> tried(evidence.cuda(), reading);
            case CudaState.Absent _, CudaState.OtherVendor _ -> new Status.NotApplicable();
            case CudaState.Blocked blocked -> new Status.Unknown(CudaState.idOf(blocked) + " comes first");
        };
    }

    private static Status tried(@Nullable CudaTrial trial, NvidiaReading reading) {
        return switch (trial) {
            case null ->
                new Status.Unknown(
                        "it was not tried: the GPUs sleep, telemetry.gpu is off, or the agent found no Python to try it with");
            case CudaTrial.Ready(int _, int devices) -> computing(devices, reading);
            case CudaTrial.Refused refused -> new Status.Fail(refused.text());
            case CudaTrial.NoLibrary(String why) -> new Status.Fail("libcuda cannot be loaded: " + why);
            case CudaTrial.Died(String how) -> new Status.Fail("a program that only begins with CUDA " + how);
        };
    }

    /** A process sees one instance of a GPU that is partitioned. */
    private static Status computing(int devices, NvidiaReading reading) {
        boolean whole = reading.gpus().stream().allMatch(gpu -> gpu.gpu().slice() == null);
        int listed = reading.gpus().size();
        return devices == 0 || (whole && devices < listed)
                ? new Status.Fail("the driver lists " + listed + " GPUs, CUDA sees " + devices)
                : new Status.Ok();
    }

    static Status environment(Evidence evidence, EnvironmentStatus environment) {
        return proof(environment)
                .<Status>map(check -> switch (check.result()) {
                    case PASSED -> new Status.Ok();
                    case FAILED -> new Status.Fail(check.detail());
                    case INCONCLUSIVE, UNKNOWN -> new Status.Unknown(check.detail());
                    case NOT_APPLICABLE -> new Status.NotApplicable();
                })
                .orElseGet(Status.NotApplicable::new);
    }

    private static Optional<CheckResult> proof(EnvironmentStatus environment) {
        return environment.checks().stream()
                .filter(check -> check.check().equals(PROOF))
                .findFirst();
    }

    private static boolean proved(EnvironmentStatus environment) {
        return proof(environment)
                .filter(check -> check.result() == Result.PASSED)
                .isPresent();
    }

    /** The agent does not switch such a build in: somebody's hand did, or one is told of that was held back. */
    static Status cpuBuild(Evidence evidence, EnvironmentStatus environment) {
        Optional<String> standing = standingCpuBuild(evidence, environment);
        if (standing.isPresent()) {
            return new Status.Fail(standing.get());
        }
        if (failure(environment)
                .filter(why -> why.signature().id().equals(LOST))
                .isPresent()) {
            return new Status.Warn("the last build does not compute on the GPUs; the one before stays in use");
        }
        return proved(environment) ? new Status.Ok() : new Status.NotApplicable();
    }

    /** By its files, or as its last verification found, whatever became of runs since. */
    private static Optional<String> standingCpuBuild(Evidence evidence, EnvironmentStatus environment) {
        String build = TorchBuild.of(environment.installed())
                .filter(torch -> !torch.cuda().isEmpty())
                .map(torch -> torch.version() + " for CUDA " + torch.cuda())
                .orElse("");
        String altered = evidence.cpuBuilds().get(environment.environment());
        if (altered != null && (proved(environment) || !build.isEmpty())) {
            return Optional.of(altered + " stands where " + (build.isEmpty() ? "a build for CUDA" : "torch " + build)
                    + " was installed");
        }
        return proof(environment)
                .filter(check -> check.result() == Result.FAILED
                        || (check.result() == Result.NOT_APPLICABLE && !build.isEmpty()))
                .map(CheckResult::detail)
                .filter(detail -> FOR_CPU.matcher(detail).find());
    }

    static Status driverTooOld(Evidence evidence, EnvironmentStatus environment) {
        String wanted =
                TorchBuild.of(environment.installed()).map(TorchBuild::cuda).orElse("");
        NvidiaReading reading = evidence.driver();
        if (wanted.isEmpty()) {
            return new Status.NotApplicable();
        }
        return switch (reading == null ? null : reading.driver()) {
            case null -> new Status.Unknown("the driver has not been read yet");
            case CudaState.Working working ->
                runs(working.cuda(), wanted)
                        .<Status>map(runs -> runs
                                ? new Status.Ok()
                                : new Status.Fail("it was built for CUDA " + wanted + ", driver " + working.version()
                                        + " runs up to " + working.cuda()))
                        .orElseGet(() -> new Status.Unknown("the driver does not say which CUDA it runs"));
            case CudaState.Absent _, CudaState.OtherVendor _ -> new Status.NotApplicable();
            case CudaState.Blocked blocked -> new Status.Unknown(CudaState.idOf(blocked) + " comes first");
        };
    }

    private static Optional<Boolean> runs(@Nullable String supported, String wanted) {
        Matcher has = VERSION.matcher(String.valueOf(supported));
        Matcher wants = VERSION.matcher(wanted);
        if (!has.matches() || !wants.matches()) {
            return Optional.empty();
        }
        int major = Integer.parseInt(has.group(1)) - Integer.parseInt(wants.group(1));
        int minor = Integer.parseInt(has.group(2)) - Integer.parseInt(wants.group(2));
        boolean minorCounts = Integer.parseInt(wants.group(1)) < MINOR_VERSIONS_AGREE;
        return Optional.of(major > 0 || (major == 0 && (!minorCounts || minor >= 0)));
    }

    static Status unsupported(Evidence evidence, EnvironmentStatus environment) {
        Optional<String> found = Stream.concat(
                        proof(environment).stream()
                                .flatMap(check -> Stream.concat(
                                        Stream.of(check.detail()),
                                        Objects.requireNonNullElse(check.gpus(), List.<OnGpu>of()).stream()
                                                .map(OnGpu::detail)))
                                .filter(detail -> NOT_COMPATIBLE.matcher(detail).find()),
                        failure(environment).filter(why -> why.signature().id().equals(NO_CODE)).stream()
                                .map(Failure::message))
                .findFirst();
        if (found.isPresent()) {
            return new Status.Fail(found.get());
        }
        return proved(environment) ? new Status.Ok() : new Status.NotApplicable();
    }

    private static Optional<Failure> failure(EnvironmentStatus environment) {
        return Optional.ofNullable(environment.run()).map(run -> run.failure());
    }
}
