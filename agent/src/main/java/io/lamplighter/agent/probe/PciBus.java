package io.lamplighter.agent.probe;

import io.lamplighter.api.pci.PciDeviceId;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The GPUs on the PCI bus, whether or not a driver serves them.
 *
 * @param devices in the order of their addresses
 */
record PciBus(List<Device> devices) {
    /** Of a machine that says nothing of one. */
    static final PciBus NONE = new PciBus(List.of());

    private static final String DISPLAY_CONTROLLERS = "0x03";

    PciBus {
        devices = devices.stream().sorted(Comparator.comparing(Device::address)).toList();
    }

    /** Reads {@code sys/bus/pci/devices}; a machine without such a bus has none on it. */
    static PciBus read(Path root) throws IOException {
        Path folder = root.resolve("sys/bus/pci/devices");
        List<Device> devices = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
                for (Path device : entries) {
                    if (line(device, "class").startsWith(DISPLAY_CONTROLLERS)) {
                        Vendor.of(line(device, "vendor"))
                                .flatMap(vendor -> device(device, vendor))
                                .ifPresent(devices::add);
                    }
                }
            }
        }
        return new PciBus(devices);
    }

    private static Optional<Device> device(Path folder, Vendor vendor) {
        try {
            return Optional.of(new Device(
                    folder.getFileName().toString(),
                    vendor,
                    PciDeviceId.parse(line(folder, "device")),
                    line(folder, "product_name"),
                    driver(folder),
                    line(folder, "power/runtime_status").equals("suspended")));
        } catch (IllegalArgumentException _) {
            return Optional.empty(); // it went away while it was read
        }
    }

    /** Those of NVIDIA. */
    List<Device> ofNvidia() {
        return of(Vendor.NVIDIA).toList();
    }

    /** The GPU of another vendor that counts most: a card before what is part of the processor, on bus 0. */
    Optional<Device> ofOtherVendor() {
        return Stream.of(Vendor.AMD, Vendor.INTEL)
                .flatMap(this::of)
                .min(Comparator.comparing((Device device) -> device.address().contains(":00:"))
                        .thenComparing(Device::address));
    }

    /** Whether every GPU of NVIDIA is powered down, so that asking the driver would wake it. */
    boolean asleep() {
        List<Device> gpus = ofNvidia();
        return !gpus.isEmpty() && gpus.stream().allMatch(Device::suspended);
    }

    /** How many the NVIDIA driver has taken, and not nouveau or a guest that they are passed through to. */
    long servedByNvidia() {
        return takenBy("nvidia");
    }

    /** Whether the open driver of the kernel has taken what the NVIDIA driver would serve. */
    boolean ownedByNouveau() {
        return servedByNvidia() == 0 && takenBy("nouveau") > 0;
    }

    private long takenBy(String driver) {
        return of(Vendor.NVIDIA)
                .filter(device -> device.driver().equals(driver))
                .count();
    }

    private Stream<Device> of(Vendor vendor) {
        return devices.stream().filter(device -> device.vendor() == vendor);
    }

    private static String line(Path device, String file) {
        try {
            return Files.readString(device.resolve(file)).strip();
        } catch (IOException _) {
            return "";
        }
    }

    private static String driver(Path device) {
        try {
            return device.resolve("driver").toRealPath().getFileName().toString();
        } catch (IOException _) {
            return "";
        }
    }

    /** Who makes GPUs that a lab has; what a server's board shows a console with is none. */
    enum Vendor {
        NVIDIA("NVIDIA", "10de"),
        AMD("AMD", "1002"),
        INTEL("Intel", "8086");

        private final String title;
        private final String id;

        Vendor(String title, String id) {
            this.title = title;
            this.id = id;
        }

        static Optional<Vendor> of(String sysfs) {
            return Stream.of(values())
                    .filter(vendor -> sysfs.equals("0x" + vendor.id))
                    .findFirst();
        }

        /** As people write it. */
        String title() {
            return title;
        }

        /** As the bus does, {@code 1002}. */
        String id() {
            return id;
        }
    }

    /**
     * One GPU.
     *
     * @param address as sysfs names it, {@code 0000:01:00.0}
     * @param product as its own memory names it; empty where it does not
     * @param driver the kernel driver that has taken it; empty when none has
     */
    record Device(String address, Vendor vendor, PciDeviceId id, String product, String driver, boolean suspended) {}
}
