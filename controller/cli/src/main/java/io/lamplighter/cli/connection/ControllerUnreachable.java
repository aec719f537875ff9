package io.lamplighter.cli.connection;

import io.lamplighter.cli.exit.ExitStatus;
import io.lamplighter.cli.exit.LampException;

/** Nobody answered; whoever waits for something may ask again. */
public final class ControllerUnreachable extends LampException {
    private static final long serialVersionUID = 1;

    ControllerUnreachable(ControllerAddress address, String reason) {
        super(
                ExitStatus.CONTROLLER,
                "no controller answers at " + address + " (" + reason + ")",
                "start one here with `lamplighter-controller`, reach one by `ssh -L 8680:127.0.0.1:8680 HOST`,"
                        + " or name its address by --controller");
    }
}
