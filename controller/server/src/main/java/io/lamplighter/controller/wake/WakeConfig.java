package io.lamplighter.controller.wake;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** How machines are woken by packets, where a group and the machines' policies let it. */
@ConfigMapping(prefix = "lamplighter.wake")
interface WakeConfig {
    /**
     * Where packets go beside the subnets that this controller is in itself: the broadcast addresses of the other
     * subnets, {@code 10.20.3.255} or {@code 10.20.3.255:9}, with commas between them. Their routers have to let such
     * packets through.
     */
    Optional<List<Destination>> broadcast();
}
