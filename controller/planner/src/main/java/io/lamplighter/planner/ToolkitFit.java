package io.lamplighter.planner;

import static java.util.Comparator.reverseOrder;

import io.lamplighter.api.machine.ComputeCapability;
import io.lamplighter.api.machine.PlanningFacts;
import io.lamplighter.api.manifest.Toolkit;
import io.lamplighter.api.plan.Reason;
import io.lamplighter.planner.catalog.Catalog;
import io.lamplighter.planner.catalog.CudaVersion;
import io.lamplighter.planner.catalog.CudnnAnswer;
import io.lamplighter.planner.catalog.CudnnRelease;
import io.lamplighter.planner.catalog.DottedVersion;
import io.lamplighter.planner.catalog.Drivers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the tables say of a CUDA and a cuDNN together, and of both on a machine's driver and GPUs. What no row says
 * excludes nothing and is a note.
 *
 * @param target the processor where there is no GPU: then only the two must fit each other
 */
record ToolkitFit(
        Catalog catalog, CudaVersion cuda, @Nullable DottedVersion cudnn, Target target) {
    private static final String CUDNN_RULE = "cudnn";

    static ToolkitFit of(Catalog catalog, Toolkit.Spec spec, Target target) {
        return new ToolkitFit(
                catalog,
                CudaVersion.parse(spec.cuda().version().series()),
                spec.cudnn() == null
                        ? null
                        : DottedVersion.parse(spec.cudnn().version().text()),
                target);
    }

    /** Why the machine cannot have it; empty where it can. */
    List<Reason> objections() {
        List<Reason> reasons = new ArrayList<>(ofTheMachine());
        if (cudnn != null) {
            reasons.addAll(ofCudnn(cudnn));
        }
        return reasons;
    }

    private List<Reason> ofTheMachine() {
        if (!(target instanceof Target.Gpus gpus)) {
            return List.of();
        }
        List<Reason> reasons = new ArrayList<>();
        DriverRule rule = new DriverRule(gpus, drivers());
        rule.unserved().ifPresent(why -> reasons.add(new Reason(rule.id(), why, "driver " + gpus.driver())));
        drivers()
                .minimum(cuda, gpus.system())
                .filter(minimum -> gpus.driver().compareTo(minimum) < 0)
                .ifPresent(minimum -> reasons.add(new Reason(
                        rule.id(),
                        "driver " + gpus.driver() + " " + rule.reach() + "; CUDA " + cuda + " needs " + minimum,
                        "driver " + gpus.driver())));
        drivers()
                .oldestGpu(cuda)
                .ifPresent(oldest -> gpus.counted().stream()
                        .filter(gpu -> gpu.computeCapability().compareTo(oldest) < 0)
                        .map(gpu -> new Reason(
                                "code",
                                "the compiler of CUDA " + cuda + " makes no code for " + FactLines.name(gpu)
                                        + ": it begins with " + oldest,
                                FactLines.name(gpu)))
                        .distinct()
                        .forEach(reasons::add));
        return reasons;
    }

    private List<Reason> ofCudnn(DottedVersion version) {
        List<CudnnRelease> ofVersion = releasesOf(version);
        if (!ofVersion.isEmpty()
                && ofVersion.stream().noneMatch(release -> release.isFor(cuda) || release.mayServe(cuda))) {
            return List.of(
                    mismatch("cuDNN " + version + " is made for " + ranges(ofVersion) + ", not for CUDA " + cuda));
        }
        List<CudnnRelease> ofMajor = catalog.cudnn().releases().stream()
                .filter(release -> release.cudnn().first() == version.first())
                .toList();
        if (ofVersion.isEmpty()
                && !ofMajor.isEmpty()
                && ofMajor.stream().noneMatch(release -> release.from().major() == cuda.major())) {
            return List.of(mismatch("no cuDNN " + version.first() + " is made for CUDA " + cuda.major()));
        }
        return counted().stream()
                .flatMap(gpu -> unlisted(version, gpu).stream())
                .distinct()
                .toList();
    }

    private static Reason mismatch(String message) {
        return new Reason(CUDNN_RULE, message, null);
    }

    private Optional<Reason> unlisted(DottedVersion version, PlanningFacts.Gpu gpu) {
        ComputeCapability capability = gpu.computeCapability();
        Optional<CudaVersion> first = drivers().firstCudaAfter(cuda, capability);
        if (first.isPresent()) {
            return Optional.of(new Reason(
                    CUDNN_RULE,
                    "no cuDNN for CUDA " + cuda + " lists " + FactLines.name(gpu) + ": CUDA " + first.get()
                            + " is the first with code for it",
                    FactLines.name(gpu)));
        }
        return answer(version, gpu) instanceof CudnnAnswer.No
                ? Optional.of(new Reason(
                        CUDNN_RULE, "cuDNN " + version + " does not list " + FactLines.name(gpu), FactLines.name(gpu)))
                : Optional.empty();
    }

    private CudnnAnswer answer(DottedVersion version, PlanningFacts.Gpu gpu) {
        return catalog.cudnn()
                .lists(version, cuda, gpu.computeCapability(), drivers().isIntegrated(gpu.computeCapability()));
    }

    /** What holds with a limit, or is not known. */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (target instanceof Target.Gpus gpus) {
            notesOf(gpus, notes);
        }
        if (cudnn != null) {
            notesOf(cudnn, notes);
        }
        return notes;
    }

    private void notesOf(Target.Gpus gpus, List<String> notes) {
        if (drivers().minimum(cuda, gpus.system()).isEmpty()) {
            notes.add("which driver CUDA " + cuda + " needs is not known");
        } else if (!new DriverRule(gpus, drivers()).isNative(cuda)) {
            notes.add("driver " + gpus.driver() + " runs CUDA " + cuda
                    + " by minor-version compatibility: what its compiler leaves as PTX does not run"
                    + drivers()
                            .nativeFrom(cuda, gpus.system())
                            .map(whole -> " before driver " + whole)
                            .orElse(""));
        }
        gpus.counted().stream()
                .flatMap(gpu -> drivers().firstCudaAfter(cuda, gpu.computeCapability()).stream()
                        .map(first -> "the compiler of CUDA " + cuda + " knows " + FactLines.name(gpu)
                                + " only as PTX: CUDA " + first + " is the first with code for it"))
                .distinct()
                .forEach(notes::add);
    }

    private void notesOf(DottedVersion version, List<String> notes) {
        List<CudnnRelease> rows = releasesOf(version);
        if (rows.isEmpty()) {
            notes.add("for which CUDA cuDNN " + version + " is made is not known");
        } else if (rows.stream().noneMatch(release -> release.isFor(cuda))) {
            notes.add(
                    "cuDNN " + version + " is made for " + ranges(rows) + "; with CUDA " + cuda + " it is not listed");
        }
        counted().stream()
                .filter(gpu -> answer(version, gpu) instanceof CudnnAnswer.NotKnown)
                .map(gpu -> "whether cuDNN " + version + " covers " + FactLines.name(gpu) + " is not known")
                .distinct()
                .forEach(notes::add);
    }

    /** One line on why nothing speaks against it. */
    String whySuitable() {
        String machine = switch (target) {
            case Target.Gpus gpus -> "driver " + gpus.driver() + " runs CUDA " + cuda;
            case Target.Processor(String because) -> because + ": it compiles here, and nothing runs it";
            case Target.Refused _ -> throw new IllegalStateException("what the GPUs can run is not known");
        };
        return cudnn == null ? machine : machine + "; cuDNN " + cudnn + " fits";
    }

    /** The nearest toolkit that the machine could have, and what else would help. */
    Optional<String> nearest() {
        List<String> ways = new ArrayList<>();
        boolean cudaSuits = ofTheMachine().isEmpty();
        Optional<String> same = cudaSuits ? withAnotherCudnn() : Optional.empty();
        same.or(this::another).ifPresent(ways::add);
        if (!cudaSuits
                && target instanceof Target.Gpus gpus
                && drivers().oldestGpu(cuda).stream().allMatch(this::isForAll)) {
            new DriverRule(gpus, drivers()).remedy(cuda).ifPresent(ways::add);
        }
        return ways.isEmpty() ? Optional.empty() : Optional.of(String.join("; or ", ways));
    }

    private Optional<String> withAnotherCudnn() {
        return newestCudnn().map(version -> "cuDNN " + version + " with CUDA " + cuda);
    }

    /** The newest CUDA that suits, with a cuDNN where one is asked for and there is one. */
    private Optional<String> another() {
        List<ToolkitFit> suitable = drivers().knownCudas().stream()
                .map(other -> new ToolkitFit(catalog, other, null, target))
                .filter(other -> other.objections().isEmpty())
                .toList();
        return (cudnn == null
                        ? Optional.<String>empty()
                        : suitable.stream()
                                .flatMap(other -> other.withAnotherCudnn().stream())
                                .findFirst())
                .or(() -> suitable.stream()
                        .findFirst()
                        .map(other -> "a toolkit of CUDA " + other.cuda() + (cudnn == null ? "" : " without cuDNN")));
    }

    private boolean isForAll(ComputeCapability oldest) {
        return counted().stream().noneMatch(gpu -> gpu.computeCapability().compareTo(oldest) < 0);
    }

    /** Of those that a row names for this CUDA. */
    private Optional<DottedVersion> newestCudnn() {
        return catalog.cudnn().releases().stream()
                .filter(release -> release.isFor(cuda))
                .map(CudnnRelease::cudnn)
                .distinct()
                .sorted(reverseOrder())
                .filter(version -> ofCudnn(version).isEmpty())
                .findFirst();
    }

    private List<PlanningFacts.Gpu> counted() {
        return target instanceof Target.Gpus gpus ? gpus.counted() : List.of();
    }

    private List<CudnnRelease> releasesOf(DottedVersion version) {
        return catalog.cudnn().releases().stream()
                .filter(release -> release.isOf(version))
                .toList();
    }

    private static String ranges(List<CudnnRelease> releases) {
        return String.join(
                " and ", releases.stream().map(CudnnRelease::range).distinct().toList());
    }

    private Drivers drivers() {
        return catalog.drivers();
    }
}
