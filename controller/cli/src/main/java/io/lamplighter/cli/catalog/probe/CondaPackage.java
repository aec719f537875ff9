package io.lamplighter.cli.catalog.probe;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.api.manifest.BuildName;
import io.lamplighter.cli.catalog.wheel.PythonTag;
import io.lamplighter.cli.catalog.wheel.TargetPlatform;
import io.lamplighter.versions.pep440.Pep440Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A package as a conda channel lists it.
 *
 * @param build its build string, where channels write what it was built for: {@code py3.11_cuda12.1_cudnn8.9.2_0},
 *     {@code cuda126_mkl_py311_h1234567_300}, {@code py311_cu121}, {@code cpu_generic_py311_h1234567_0}
 * @param depends what it needs, as MatchSpecs
 */
record CondaPackage(String name, String version, String build, List<String> depends) {
    private static final Pattern CUDA = Pattern.compile("(?:^|_)cu(?:da_?)?(\\d{2,3}|\\d{1,2}\\.\\d)(?![\\d.])");
    private static final Pattern CPU = Pattern.compile("(?:^|_)cpu(?![a-z])");
    private static final Pattern ABI = Pattern.compile("python_abi 3\\.(\\d{1,2})\\.\\*.*");
    private static final Pattern RANGE =
            Pattern.compile("python >=3\\.(\\d{1,2})(?:\\.\\w+)*,<3\\.(\\d{1,2})(?:\\.\\w+)*(?: .*)?");
    private static final Pattern IN_BUILD = Pattern.compile("(?:^|_)py3\\.?(\\d{1,2})(?!\\d)");

    CondaPackage {
        depends = List.copyOf(depends);
    }

    /** As a channel's list has it. */
    static CondaPackage of(String file, JsonNode entry) {
        List<String> depends = new ArrayList<>();
        entry.path("depends").forEach(depend -> depends.add(depend.asText()));
        return new CondaPackage(
                nameOf(file),
                entry.path("version").asText(),
                entry.path("build").asText(),
                depends);
    }

    /** Of {@code cuda-version-12.6-h7480c83_3.conda}: version and build hold no dash. */
    static String nameOf(String file) {
        int build = file.lastIndexOf('-');
        int version = file.lastIndexOf('-', build - 1);
        return version < 0 ? file : file.substring(0, version);
    }

    /** What a wheel of the same build would be called; empty where the build string does not say. */
    Optional<BuildName> buildName() {
        Matcher cuda = CUDA.matcher(build);
        if (cuda.find()) {
            return Builds.find("cu" + cuda.group(1).replace(".", ""));
        }
        return CPU.matcher(build).find() ? Builds.find("cpu") : Optional.empty();
    }

    /** The Python that it is built for; empty where it has none to do with. */
    Optional<PythonTag> python() {
        return depends.stream()
                .flatMap(depend -> ofDepend(depend).stream())
                .findFirst()
                .or(() -> minor(IN_BUILD.matcher(build), Matcher::find))
                .map(PythonTag::exactly);
    }

    /** Empty where its version is none of PEP 440, as those of Python packages are. */
    Optional<CarriedFile> carried(@Nullable TargetPlatform platform) {
        try {
            return Optional.of(new CarriedFile(
                    name,
                    Pep440Version.parse(version).withoutLocal(),
                    buildName().orElse(null),
                    platform,
                    python().orElse(null),
                    false));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Integer> ofDepend(String depend) {
        Matcher range = RANGE.matcher(depend);
        if (range.matches() && Integer.parseInt(range.group(2)) == Integer.parseInt(range.group(1)) + 1) {
            return Optional.of(Integer.valueOf(range.group(1)));
        }
        return minor(ABI.matcher(depend), Matcher::matches);
    }

    private static Optional<Integer> minor(Matcher matcher, Predicate<Matcher> matching) {
        return Stream.of(matcher)
                .filter(matching)
                .map(found -> Integer.valueOf(found.group(1)))
                .findFirst();
    }
}
