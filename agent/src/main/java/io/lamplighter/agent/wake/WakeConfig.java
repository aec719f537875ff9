package io.lamplighter.agent.wake;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/** How the machine is woken, where a group and the machine's policy let it. */
@ConfigMapping(prefix = "lamplighter.wake")
public interface WakeConfig {
    /** The program that sets the alarm of the machine's clock, as {@code rtcwake} of util-linux does. */
    @WithDefault("/usr/sbin/rtcwake")
    Path rtcwake();
}
