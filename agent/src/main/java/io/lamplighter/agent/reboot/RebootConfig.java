package io.lamplighter.agent.reboot;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;

/** How the machine is booted, where a group and the machine's policy let it. */
@ConfigMapping(prefix = "lamplighter.reboot")
public interface RebootConfig {
    /** The program that boots the machine, by its whole path, and its arguments, with commas between them. */
    @WithDefault("/usr/bin/systemctl,reboot")
    List<String> command();
}
