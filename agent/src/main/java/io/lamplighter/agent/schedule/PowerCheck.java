package io.lamplighter.agent.schedule;

import io.lamplighter.api.schedule.Gates;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * Mains power, as {@code /sys/class/power_supply} has it: some supply is on line, or there is no battery that the
 * machine could live on. Batteries of mice and keyboards, whose scope is a device, do not count.
 */
final class PowerCheck implements GateCheck {
    private final Path root;

    PowerCheck(Path root) {
        this.root = root;
    }

    @Override
    public Optional<String> obstacle(Gates gates, Instant now) throws IOException {
        Path supplies = root.resolve("sys/class/power_supply");
        boolean battery = false;
        if (Files.isDirectory(supplies)) {
            try (DirectoryStream<Path> all = Files.newDirectoryStream(supplies)) {
                for (Path supply : all) {
                    boolean ofTheMachine = !line(supply, "scope").equals("Device");
                    if (ofTheMachine && line(supply, "online").equals("1")) {
                        return Optional.empty();
                    }
                    battery |= ofTheMachine && line(supply, "type").equals("Battery");
                }
            }
        }
        return battery ? Optional.of("it runs on its battery") : Optional.empty();
    }

    private static String line(Path supply, String name) throws IOException {
        Path file = supply.resolve(name);
        return Files.exists(file) ? Files.readString(file).strip() : "";
    }
}
