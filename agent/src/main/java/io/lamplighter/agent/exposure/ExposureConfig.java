package io.lamplighter.agent.exposure;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** Where environments are shown to other programs. */
@ConfigMapping(prefix = "lamplighter.exposure")
public interface ExposureConfig {
    /**
     * A folder in which Jupyter looks for kernels; each gets a link there. By default
     * {@code /usr/local/share/jupyter/kernels} for root's agent in {@code /var/lib/lamplighter}, and
     * {@code $XDG_DATA_HOME/jupyter/kernels}, else {@code ~/.local/share/jupyter/kernels}, for an account's agent in
     * its usual directory. An agent with another directory makes no link: there, {@code JUPYTER_PATH} is
     * {@code <directory>/share/jupyter}.
     */
    Optional<Path> kernels();

    /**
     * A folder of conda's configuration, {@code condarc.d}, that gets a file naming where environments are. By default
     * {@code /etc/conda/condarc.d} for root's agent in {@code /var/lib/lamplighter}, and none for others: there,
     * {@code CONDA_ENVS_DIRS} is {@code <directory>/prefixes}.
     */
    Optional<Path> condarc();
}
