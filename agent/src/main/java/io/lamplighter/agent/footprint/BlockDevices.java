package io.lamplighter.agent.footprint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the kernel says of the disks that files lie on.
 *
 * @param sys usually {@code /sys}
 */
record BlockDevices(Path sys) {
    static final BlockDevices OF_THE_KERNEL = new BlockDevices(Path.of("/sys"));

    /** Whether a file lies on a disk that turns; empty where that is not known, as of file servers. */
    Optional<Boolean> turn(Path file) {
        try {
            return Files.getAttribute(file, "unix:dev") instanceof Long device
                    ? turn(major(device) + ":" + minor(device))
                    : Optional.empty();
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** @param numbers of a device, as in {@code /sys/dev/block} */
    Optional<Boolean> turn(String numbers) throws IOException {
        Path found = sys.resolve("dev/block").resolve(numbers);
        if (!Files.exists(found)) {
            return Optional.empty();
        }
        Path device = found.toRealPath();
        boolean isPartition = Files.exists(device.resolve("partition"));
        Path turns = device.resolve(isPartition ? "../queue/rotational" : "queue/rotational");
        return Optional.of(Files.readString(turns).strip().equals("1"));
    }

    // gnu_dev_major and gnu_dev_minor of the C library
    private static long major(long device) {
        return ((device >>> 8) & 0xfff) | ((device >>> 32) & 0xfffff000L);
    }

    private static long minor(long device) {
        return (device & 0xff) | ((device >>> 12) & 0xffffff00L);
    }
}
