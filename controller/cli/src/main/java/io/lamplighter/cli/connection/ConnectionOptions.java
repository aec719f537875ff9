package io.lamplighter.cli.connection;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Where the controller is and with what token it is asked: the same in every command. */
public final class ConnectionOptions {
    @Option(
            names = "--controller",
            paramLabel = "URL",
            scope = ScopeType.INHERIT,
            description = "the controller (default: LAMP_CONTROLLER, then `controller` in"
                    + " ~/.config/lamplighter/lamp.properties, then " + ControllerAddress.DEFAULT + ")")
    private @Nullable String controller;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "the operator token (default: `token-file` in the same properties, then the one that a"
                    + " controller of this account made)")
    private @Nullable Path tokenFile;

    @Nullable
    String controller() {
        return controller;
    }

    @Nullable
    Path tokenFile() {
        return tokenFile;
    }
}
