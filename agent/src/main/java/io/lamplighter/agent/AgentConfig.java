package io.lamplighter.agent;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** The agent as a whole; every other part has a mapping of its own below the same prefix. */
@ConfigMapping(prefix = "lamplighter")
interface AgentConfig {
    /**
     * {@code user}: everything belongs to the account that starts the agent. {@code system}: root, with a builder
     * account and the machine's policy. {@code auto}: {@code system} where the agent is root and its directory is
     * {@code /var/lib/lamplighter}, else {@code user}.
     */
    @WithDefault("auto")
    Mode mode();

    /**
     * What may be done on this machine, whatever a controller says. Without this file everything is allowed in user
     * mode, and nothing in system mode.
     */
    @WithDefault("/etc/lamplighter/policy.yaml")
    Path policy();

    /**
     * Where the agent keeps everything; by default {@code /var/lib/lamplighter} for root, else
     * {@code $XDG_STATE_HOME/lamplighter}, else {@code ~/.local/state/lamplighter}. Environments are built in it, so it
     * wants the disk for them.
     */
    Optional<Path> directory();

    /**
     * Where the files are by which the machine is read ({@code proc}, {@code sys}, {@code run}, {@code boot} and
     * {@code etc} below it): another folder for an agent in a container that has those of the machine elsewhere.
     */
    @WithDefault("/")
    Path machineRoot();

    /**
     * Certificates of the authorities that sign for sources, in PEM, readable by everybody: for the agent beside those
     * of its Java, for installers instead of the system's. By default the bundle where the distribution keeps it.
     */
    Optional<Path> authorities();

    /**
     * A folder, by its absolute path, or an address where the site keeps files by their SHA-256, {@code ab/ab34…}: for
     * files of locks that are gone from their sources. It is only read, and each file is compared with its digest.
     */
    Optional<String> siteCache();

    /**
     * The proxy by which archives of toolkits are fetched, {@code http://HOST:PORT}, whatever it leads to; by default
     * they are fetched directly. Sources have theirs in their manifests.
     */
    Optional<String> archiveProxy();
}
