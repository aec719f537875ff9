package io.lamplighter.cli.connection;

import io.lamplighter.cli.exit.ExitStatus;
import io.lamplighter.cli.exit.LampException;
import java.net.http.HttpRequest;

/** The controller has no such address: it is older than this {@code lamp}. */
public final class ControllerTooOld extends LampException {
    private static final long serialVersionUID = 1;

    /** @param version how the controller names itself; empty where it does not */
    ControllerTooOld(ControllerAddress address, HttpRequest asked, String version) {
        super(
                ExitStatus.CONTROLLER,
                "the controller at " + address + " knows no " + asked.method() + " "
                        + asked.uri().getPath() + ": it is older than this lamp, "
                        + (version.isEmpty() ? "and does not say its version" : version),
                "bring the controller up to date, or use the lamp that came with it (lamp --version says which this is)");
    }
}
