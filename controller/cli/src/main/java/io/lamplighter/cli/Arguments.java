package io.lamplighter.cli;

import io.lamplighter.api.manifest.Expiry;
import io.lamplighter.api.manifest.PackageRequirement;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.GroupName;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.api.name.ManifestName;
import io.lamplighter.cli.output.Quantity;
import java.time.Duration;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads arguments into types, and says a type's own rule when it refuses. */
final class Arguments {
    private Arguments() {}

    static void registerNames(CommandLine line) {
        line.registerConverter(MachineName.class, ruled(MachineName::new))
                .registerConverter(EnvironmentName.class, ruled(EnvironmentName::new))
                .registerConverter(GroupName.class, ruled(GroupName::new))
                .registerConverter(ManifestName.class, ruled(ManifestName::new))
                .registerConverter(Expiry.class, ruled(Expiry::new))
                .registerConverter(PackageRequirement.class, ruled(PackageRequirement::new));
    }

    static Duration duration(String text) {
        return Quantity.duration(text)
                .orElseThrow(() -> new TypeConversionException(
                        "a duration is a number and s, m, h or d, like 30m; found \"" + text + "\""));
    }

    private static <T> ITypeConverter<T> ruled(Function<String, T> type) {
        return text -> {
            try {
                return type.apply(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        };
    }
}
