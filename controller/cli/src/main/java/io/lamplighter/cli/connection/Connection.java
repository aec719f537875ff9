package io.lamplighter.cli.connection;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the controller and its token, but only once a command asks: offline commands need neither. */
public final class Connection {
    private final ConnectionOptions options;
    private final Map<String, String> variables;
    private final Path home;

    /**
     * A connection not yet made.
     *
     * @param variables of the process
     * @param home of its account
     */
    public Connection(ConnectionOptions options, Map<String, String> variables, Path home) {
        this.options = options;
        this.variables = Map.copyOf(variables);
        this.home = home;
    }

    public Controller controller() {
        LampProperties properties =
                LampProperties.read(folder("XDG_CONFIG_HOME", ".config").resolve("lamplighter/lamp.properties"));
        return new Controller(new ControllerHttp(address(properties), OperatorToken.read(tokenFile(properties))));
    }

    private ControllerAddress address(LampProperties properties) {
        String option = options.controller();
        if (option != null) {
            return ControllerAddress.parse(option, "--controller");
        }
        String variable = variables.getOrDefault("LAMP_CONTROLLER", "");
        if (!variable.isEmpty()) {
            return ControllerAddress.parse(variable, "LAMP_CONTROLLER");
        }
        String property = properties.controller();
        if (property != null) {
            return ControllerAddress.parse(property, "lamp.properties");
        }
        return ControllerAddress.parse(ControllerAddress.DEFAULT, "default");
    }

    private Path tokenFile(LampProperties properties) {
        @Nullable Path given = options.tokenFile() == null ? properties.tokenFile() : options.tokenFile();
        return given == null
                ? folder("XDG_STATE_HOME", ".local/state").resolve("lamplighter-controller/operator.token")
                : given;
    }

    private Path folder(String variable, String inHome) {
        String given = variables.getOrDefault(variable, "");
        return given.isEmpty() ? home.resolve(inHome) : Path.of(given);
    }
}
