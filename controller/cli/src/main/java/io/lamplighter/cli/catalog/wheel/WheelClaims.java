package io.lamplighter.cli.catalog.wheel;

import io.lamplighter.versions.pep508.Requirement;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a wheel's texts claim, without a look at its code.
 *
 * @param build {@code cu130}, {@code cpu} or another label; absent where nothing in them speaks of a build
 * @param cudnn the one that it asks for exactly; absent where it asks for none so
 * @param torch which releases of torch it asks for; absent where it asks for none
 * @param contradictions a sentence each
 */
public record WheelClaims(
        @Nullable String build,
        @Nullable String cudnn,
        @Nullable String torch,
        List<String> contradictions) {
    private static final Pattern OF_CUDNN = Pattern.compile("nvidia-cudnn(-cu\\d+)?");

    public WheelClaims {
        contradictions = List.copyOf(contradictions);
    }

    /**
     * Reads a wheel's texts.
     *
     * @throws IllegalArgumentException when the metadata is none of a wheel
     */
    public static WheelClaims of(WheelName name, WheelTexts texts) {
        WheelMetadata metadata = WheelMetadata.parse(texts.metadata()).on(name);
        String module = texts.module();
        CudaBuild build = CudaBuild.of(
                name,
                metadata,
                module == null ? ModuleVersion.SILENT : ModuleVersion.parse(module),
                name.modulePlace());
        return new WheelClaims(
                build.build(),
                cudnn(metadata).flatMap(CudaBuild::exactVersion).orElse(null),
                metadata.requirement("torch")
                        .map(requirement -> requirement.specifiers().text())
                        .orElse(null),
                Stream.concat(metadata.differences(name).stream(), build.contradiction().stream())
                        .toList());
    }

    /** What is asked for of cuDNN, in whatever words. */
    static Optional<Requirement> cudnn(WheelMetadata metadata) {
        return metadata.requires().stream()
                .filter(requirement -> OF_CUDNN.matcher(requirement.name()).matches())
                .findFirst();
    }
}
