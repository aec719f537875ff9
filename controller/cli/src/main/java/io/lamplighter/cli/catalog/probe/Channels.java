package io.lamplighter.cli.catalog.probe;

import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.name.SourceName;
import io.lamplighter.cli.exit.LampException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which channel of the catalog an address is that of; mirrors keep the channels' own names at their ends. */
final class Channels {
    private static final Map<String, SourceName> BY_NAME = Map.of(
            "conda-forge", Source.CONDA_FORGE,
            "pytorch", Source.PYTORCH_CHANNEL,
            "pytorch-channel", Source.PYTORCH_CHANNEL,
            "nvidia", Source.NVIDIA_CHANNEL,
            "nvidia-channel", Source.NVIDIA_CHANNEL);

    private Channels() {}

    /**
     * The channel that is named, or else the one that the address ends in; empty where it ends in none that the catalog
     * knows, as {@code defaults} and its {@code pkgs/main}.
     */
    static Optional<SourceName> of(SourceAddress address, @Nullable String named) {
        if (named != null) {
            return Optional.of(find(named)
                    .orElseThrow(() -> LampException.badInput(
                            "the catalog knows no channel \"" + named + "\"",
                            "name one of " + String.join(", ", new TreeSet<>(BY_NAME.keySet())))));
        }
        String path = String.valueOf(address.uri().getPath());
        String trimmed = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return find(trimmed.substring(trimmed.lastIndexOf('/') + 1));
    }

    private static Optional<SourceName> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }
}
