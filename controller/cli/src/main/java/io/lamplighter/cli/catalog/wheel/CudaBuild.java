package io.lamplighter.cli.catalog.wheel;

import io.lamplighter.versions.pep508.Requirement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which build a wheel is. A wheel from a default index does not say so in its name, hence three witnesses are heard:
 * the package's own module, a local label, and the CUDA libraries that it asks for.
 *
 * @param build {@code cu130} or {@code cpu}, or another label as it stands; absent where nothing speaks of it
 * @param cuda {@code 13.0}
 * @param witnesses what each said
 */
record CudaBuild(@Nullable String build, @Nullable String cuda, List<Witness> witnesses) {
    private static final Pattern CUDA = Pattern.compile("(\\d{1,2})\\.(\\d)(?:\\..*)?");
    private static final Pattern LABEL = Pattern.compile("cu(\\d{1,2})(\\d)");
    private static final Pattern EXACTLY = Pattern.compile("==(\\d[^,*]*)");

    /** Their versions are those of the CUDA toolkit, before and after it became one package. */
    private static final List<Pattern> TOOLKIT =
            List.of(Pattern.compile("cuda-toolkit"), Pattern.compile("nvidia-cuda-runtime(-cu\\d+)?"));

    CudaBuild {
        witnesses = List.copyOf(witnesses);
    }

    /** One place and the build that it names. */
    record Witness(String place, String build) {}

    static CudaBuild of(WheelName name, WheelMetadata metadata, ModuleVersion module, String modulePlace) {
        List<Witness> witnesses = new ArrayList<>();
        if (module.saysCuda()) {
            witnesses.add(new Witness(modulePlace + ": cuda", module.cuda() == null ? "cpu" : build(module.cuda())));
        }
        module.label().ifPresent(label -> witnesses.add(new Witness(modulePlace + ": __version__", label)));
        name.version().local().ifPresent(label -> witnesses.add(new Witness("file name", label)));
        metadata.requires().stream()
                .flatMap(requirement -> toolkit(requirement).stream())
                .findFirst()
                .ifPresent(witnesses::add);
        String build = witnesses.isEmpty() ? null : witnesses.getFirst().build();
        return new CudaBuild(build, build == null ? null : cuda(build), witnesses);
    }

    /** A sentence when they contradict each other. */
    Optional<String> contradiction() {
        Set<String> builds =
                witnesses.stream().map(Witness::build).collect(Collectors.toCollection(LinkedHashSet::new));
        return builds.size() < 2
                ? Optional.empty()
                : Optional.of("it is not one build to all: "
                        + witnesses.stream()
                                .map(witness -> witness.place() + " says " + witness.build())
                                .collect(Collectors.joining(", ")));
    }

    /** The version that a requirement asks for exactly; empty where it leaves a choice. */
    static Optional<String> exactVersion(Requirement requirement) {
        Matcher exactly = EXACTLY.matcher(requirement.specifiers().text());
        return exactly.matches() ? Optional.of(exactly.group(1)) : Optional.empty();
    }

    private static Optional<Witness> toolkit(Requirement requirement) {
        return TOOLKIT.stream()
                        .anyMatch(names -> names.matcher(requirement.name()).matches())
                ? exactVersion(requirement)
                        .map(version -> new Witness("Requires-Dist: " + requirement.name(), build(version)))
                : Optional.empty();
    }

    private static String build(String cuda) {
        Matcher parts = CUDA.matcher(cuda);
        return parts.matches() ? "cu" + parts.group(1) + parts.group(2) : cuda;
    }

    private static @Nullable String cuda(String build) {
        Matcher parts = LABEL.matcher(build);
        return parts.matches() ? parts.group(1) + "." + parts.group(2) : null;
    }
}
