package io.lamplighter.agent.exposure;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where other programs look, outside of the agent's own directory; what is absent is left alone.
 *
 * @param kernels where Jupyter finds kernels
 * @param condarc conda's {@code condarc.d}
 */
public record Places(@Nullable Path kernels, @Nullable Path condarc) {
    /** Everything stays in the agent's directory. */
    public static final Places NONE = new Places(null, null);

    private static final Path SYSTEM = Path.of("/var/lib/lamplighter");

    /**
     * Those of the system for the system's agent, and those of its own home for an agent of an account; none for one
     * that was given a directory of its own, so that an agent tried in a folder leaves nothing outside of it. Root
     * never writes into a home.
     *
     * @param directory the agent's
     * @param usual where the agent of this account has its directory when none is named
     */
    public static Places usual(Path directory, Path usual, boolean root, Map<String, String> variables, Path home) {
        if (root) {
            return directory.equals(SYSTEM)
                    ? new Places(Path.of("/usr/local/share/jupyter/kernels"), Path.of("/etc/conda/condarc.d"))
                    : NONE;
        }
        if (!directory.equals(usual)) {
            return NONE;
        }
        String chosen = variables.getOrDefault("XDG_DATA_HOME", "");
        Path data = chosen.startsWith("/") ? Path.of(chosen) : home.resolve(".local/share");
        return new Places(data.resolve("jupyter/kernels"), null);
    }

    /** With what an operator named instead. */
    Places or(ExposureConfig config) {
        return new Places(config.kernels().orElse(kernels), config.condarc().orElse(condarc));
    }
}
