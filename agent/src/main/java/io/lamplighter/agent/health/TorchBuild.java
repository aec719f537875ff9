package io.lamplighter.agent.health;

import io.lamplighter.api.run.RunReport.InstalledPackage;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The PyTorch of an environment, by its version.
 *
 * @param version {@code 2.10.0}
 * @param cuda {@code 12.6}; empty where the version does not say one, as conda's do not
 */
public record TorchBuild(String version, String cuda) {
    /** {@code 2.10.0+cu126}: the last digit is CUDA's minor version. */
    private static final Pattern VERSION = Pattern.compile("([^+]+)(?:\\+(?:cu(\\d+)(\\d)|.*))?");

    /** Empty where an environment has none. */
    public static Optional<TorchBuild> of(List<InstalledPackage> installed) {
        return installed.stream()
                .filter(each -> each.name().equals("torch"))
                .findFirst()
                .map(torch -> of(torch.version()));
    }

    static TorchBuild of(String version) {
        Matcher parts = VERSION.matcher(version);
        if (!parts.matches()) {
            return new TorchBuild(version, "");
        }
        return new TorchBuild(parts.group(1), parts.group(2) == null ? "" : parts.group(2) + "." + parts.group(3));
    }
}
