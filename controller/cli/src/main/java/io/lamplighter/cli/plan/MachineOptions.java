package io.lamplighter.cli.plan;

import io.lamplighter.api.machine.ComputeCapability;
import io.lamplighter.api.machine.CudaState;
import io.lamplighter.api.machine.PlanningFacts;
import io.lamplighter.api.manifest.PythonRequirement;
import io.lamplighter.cli.exit.LampException;
import io.lamplighter.cli.exit.Nearest;
import io.lamplighter.planner.catalog.Catalog;
import io.lamplighter.versions.pep440.Pep440Version;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A machine told by its few facts that decide, instead of by all of them. */
final class MachineOptions {
    private static final Pattern DOTTED = Pattern.compile("\\d{1,9}(\\.\\d{1,9}){0,4}");
    private static final Pattern CODE_NAME = Pattern.compile("(?:sm_?|compute_?)?(\\d{1,2})\\.?(\\d)");
    private static final String NO_DRIVER = "none";
    private static final int NEWEST_MINOR = 15;
    private static final int OLDEST_MINOR = 7;
    private static final int LAST_PATCH = 40;

    @Option(
            names = "--platform",
            paramLabel = "PLATFORM",
            description = "a machine told by flags: linux-x86_64, linux-aarch64 or windows-x86_64")
    private @Nullable String platform;

    @Option(
            names = "--glibc",
            paramLabel = "VERSION",
            description = "its glibc, like 2.35; left out, no build is excluded for it")
    private @Nullable String glibc;

    @Option(names = "--driver", paramLabel = "VERSION", description = "its NVIDIA driver, like 535.183.01, or none")
    private @Nullable String driver;

    @Option(
            names = "--gpu",
            paramLabel = "CAPABILITY",
            description = "a GPU by its compute capability, like 8.6; repeatable")
    private List<String> gpus = List.of();

    @Option(
            names = "--python",
            paramLabel = "VERSION",
            description = "a Python that it has, like 3.11; repeatable; left out, it has what the spec asks for")
    private List<String> pythons = List.of();

    /** Whether a machine is told at all. */
    boolean areGiven() {
        return Stream.of(platform, glibc, driver).anyMatch(option -> option != null)
                || !gpus.isEmpty()
                || !pythons.isEmpty();
    }

    /**
     * The facts of the machine as far as they decide; no source is read in them.
     *
     * @param wanted what Python the spec asks for, which the machine has where none is told; absent where it asks for
     *     none
     */
    PlanningFacts facts(@Nullable PythonRequirement wanted) {
        String[] parts = platform().split("-", 2);
        List<PlanningFacts.Gpu> cards = gpus.stream()
                .map(MachineOptions::capability)
                .sorted()
                .map(capability -> new PlanningFacts.Gpu("GPU", capability))
                .toList();
        return new PlanningFacts(
                parts[0],
                parts[1],
                parts[0].equals("linux") ? glibc() : null,
                state(cards),
                cards,
                pythons.isEmpty()
                        ? assumed(wanted)
                        : pythons.stream().map(MachineOptions::python).toList(),
                List.of());
    }

    private String platform() {
        if (platform == null) {
            throw LampException.badInput(
                    "--platform is missing: a machine told by flags has one",
                    "there are "
                            + String.join(
                                    ", ", Catalog.PLATFORMS.stream().sorted().toList()));
        }
        if (!Catalog.PLATFORMS.contains(platform)) {
            throw LampException.badInput(
                    "there is no platform \"" + platform + "\"", Nearest.hint(platform, Catalog.PLATFORMS));
        }
        return platform;
    }

    private String glibc() {
        if (glibc == null) {
            return PlanningFacts.NOT_TOLD;
        }
        return dotted("--glibc", glibc, "a glibc is like 2.35");
    }

    private CudaState state(List<PlanningFacts.Gpu> cards) {
        if (driver == null) {
            throw LampException.badInput(
                    "--driver is missing: which builds run is decided by it",
                    "write its version, like 535.183.01, or none");
        }
        if (driver.equals(NO_DRIVER)) {
            return new CudaState.Absent();
        }
        String version = dotted("--driver", driver, "a driver is like 535.183.01, or none");
        if (cards.isEmpty()) {
            throw LampException.badInput(
                    "there is a driver and no --gpu: what a build must have code for is not known",
                    "add --gpu with the compute capability of each GPU, like --gpu 8.6");
        }
        return new CudaState.Loaded(version, null);
    }

    private static String dotted(String option, String text, String rule) {
        if (!DOTTED.matcher(text).matches()) {
            throw LampException.badInput(option + " takes a version; found \"" + text + "\"", rule);
        }
        return text;
    }

    private static ComputeCapability capability(String text) {
        try {
            return ComputeCapability.parse(text);
        } catch (IllegalArgumentException e) {
            var code = CODE_NAME.matcher(text);
            throw LampException.badInput(
                    "--gpu: " + e.getMessage(),
                    code.matches()
                            ? "did you mean " + code.group(1) + "." + code.group(2) + "?"
                            : "`nvidia-smi --query-gpu=compute_cap --format=csv` prints it");
        }
    }

    private static String python(String text) {
        try {
            Pep440Version.parse(text);
            return text;
        } catch (IllegalArgumentException e) {
            throw LampException.badInput("--python: " + e.getMessage(), "a Python is like 3.11 or 3.11.9");
        }
    }

    /** Of each series that files are made for, the first version that the spec allows. */
    private static List<String> assumed(@Nullable PythonRequirement wanted) {
        if (wanted == null) {
            return List.of();
        }
        Predicate<String> allowed = version -> wanted.specifiers().contains(Pep440Version.parse(version));
        return IntStream.rangeClosed(OLDEST_MINOR, NEWEST_MINOR)
                .mapToObj(minor -> IntStream.rangeClosed(0, LAST_PATCH)
                        .mapToObj(patch -> "3." + minor + "." + patch)
                        .filter(allowed)
                        .findFirst())
                .flatMap(Optional::stream)
                .toList();
    }
}
