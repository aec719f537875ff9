package io.lamplighter.agent.checkin;

import io.lamplighter.api.name.MachineName;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Where the controller is and how this machine becomes known to it. */
@ConfigMapping(prefix = "lamplighter.controller")
public interface ControllerConfig {
    /** The controller's address; plain http only on this machine, so that no token crosses a network in the clear. */
    @WithDefault("http://127.0.0.1:8680")
    URI url();

    /** A file with the join token that {@code lamp token create} printed; read once, to enrol. */
    Optional<Path> joinTokenFile();

    /** The name to enrol under; by default the host's. */
    Optional<MachineName> machineName();
}
