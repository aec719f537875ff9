package io.lamplighter.agent;

import io.lamplighter.agent.layout.Layout;
import io.lamplighter.agent.network.Network;
import io.lamplighter.agent.policy.PolicyFile;
import io.lamplighter.agent.process.SystemCommands;
import io.lamplighter.agent.process.TrustedPrograms;
import io.lamplighter.api.manifest.ProxyUrl;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;

/**
 * Where the agent works, and whether the machine is its or only an account.
 *
 * @param system whether it is in system mode
 * @param policy where the machine's policy is
 * @param network how sources are reached
 */
record Station(Layout layout, boolean system, Path policy, Network network) {
    static final Path SYSTEM_DIRECTORY = Path.of("/var/lib/lamplighter");

    /** As it is configured, without an agent. */
    static Station ofThisMachine() {
        return of(new SmallRyeConfigBuilder()
                .addDefaultSources()
                .addDiscoveredSources()
                .addDiscoveredConverters()
                .addDefaultInterceptors()
                .withMapping(AgentConfig.class)
                .withMappingIgnore("lamplighter.**")
                .build()
                .getConfigMapping(AgentConfig.class));
    }

    static Station of(AgentConfig config) {
        return of(config, TrustedPrograms.isRoot(), AccountFolders.ofThisAccount());
    }

    /**
     * Decides.
     *
     * @throws ConfigurationException with the next step, when system mode is asked of an account that is not root, or
     *     the authorities, the site's cache or the proxy are of no use
     */
    static Station of(AgentConfig config, boolean root, AccountFolders folders) {
        boolean system = switch (config.mode()) {
            case AUTO ->
                root && config.directory().map(SYSTEM_DIRECTORY::equals).orElse(true);
            case USER -> false;
            case SYSTEM -> {
                if (!root) {
                    throw new ConfigurationException(
                            "Only root can work in system mode: start the agent as root, or set lamplighter.mode=user.");
                }
                yield true;
            }
        };
        Path otherwise = system ? SYSTEM_DIRECTORY : folders.agentDirectory();
        Layout layout = new Layout(config.directory().orElse(otherwise).toAbsolutePath());
        return new Station(layout, system, config.policy(), network(config, layout));
    }

    private static Network network(AgentConfig config, Layout layout) {
        try {
            return Network.of(
                            config.authorities().orElse(null),
                            layout.credentials(),
                            config.siteCache().orElse(null))
                    .fetchingArchivesBy(
                            config.archiveProxy().map(Station::proxy).orElse(null));
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(e.getMessage(), e);
        }
    }

    private static ProxyUrl proxy(String text) {
        try {
            return new ProxyUrl(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("lamplighter.archive-proxy: " + e.getMessage() + ".", e);
        }
    }

    PolicyFile policyFile() {
        return new PolicyFile(policy, system);
    }

    /** Root starts nothing that somebody else could have put there. */
    SystemCommands commands(Path scratch) {
        return system
                ? new SystemCommands(scratch, TrustedPrograms.ofThisProcess()::mayRun)
                : new SystemCommands(scratch);
    }
}
