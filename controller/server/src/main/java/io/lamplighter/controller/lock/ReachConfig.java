package io.lamplighter.controller.lock;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** How the controller reaches sources. */
@ConfigMapping(prefix = "lamplighter")
interface ReachConfig {
    /**
     * Certificates of the authorities that sign for sources, in PEM: beside those of Java, in place of the
     * distribution's trust store. For the controller itself, where it asks sources about locks.
     */
    Optional<Path> authorities();
}
