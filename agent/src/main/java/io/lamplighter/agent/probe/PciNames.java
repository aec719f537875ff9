package io.lamplighter.agent.probe;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lamplighter.agent.probe.PciBus.Device;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What GPUs are called, by themselves or by the machine's own copy of the PCI ID database. */
final class PciNames {
    private static final List<String> DATABASES = List.of("usr/share/misc/pci.ids", "usr/share/hwdata/pci.ids");

    private final Path root;
    private final Map<String, String> known = new ConcurrentHashMap<>();

    PciNames(Path root) {
        this.root = root;
    }

    /** The name, or the ids of vendor and device where there is none. */
    String of(Device device) throws IOException {
        if (!device.product().isBlank()) {
            return device.product();
        }
        String ids = device.vendor().id() + ":" + device.id();
        String name = known.get(ids);
        if (name == null) {
            name = look(device).orElse(ids);
            known.put(ids, name);
        }
        return name;
    }

    private Optional<String> look(Device device) throws IOException {
        for (String database : DATABASES) {
            Path file = root.resolve(database);
            if (Files.isReadable(file)) {
                return find(new String(Files.readAllBytes(file), UTF_8), device);
            }
        }
        return Optional.empty();
    }

    /** A vendor's line begins with its id, those of its devices follow, each behind a tab. */
    static Optional<String> find(String database, Device device) {
        String title = "\t" + device.id() + "  ";
        return database.lines()
                .dropWhile(line -> !line.startsWith(device.vendor().id() + "  "))
                .skip(1)
                .takeWhile(line -> line.startsWith("\t") || line.startsWith("#"))
                .filter(line -> line.startsWith(title))
                .map(line -> line.substring(title.length()).strip())
                .findFirst();
    }
}
