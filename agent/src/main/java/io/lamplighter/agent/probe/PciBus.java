package io.lamplighter.agent.probe;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** NVIDIA's GPUs on the PCI bus, whether or not a driver serves them. */
record PciBus(List<Device> devices) {
    private static final String VENDOR = "0x10de";
    private static final String DISPLAY_CONTROLLERS = "0x03";

    PciBus {
        devices = List.copyOf(devices);
    }

    /** Reads {@code sys/bus/pci/devices}; a machine without such a bus has none on it. */
    static PciBus read(Path root) throws IOException {
        Path folder = root.resolve("sys/bus/pci/devices");
        List<Device> devices = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
                for (Path device : entries) {
                    if (line(device, "vendor").equals(VENDOR)
                            && line(device, "class").startsWith(DISPLAY_CONTROLLERS)) {
                        devices.add(new Device(
                                device.getFileName().toString(),
                                driver(device),
                                line(device, "power/runtime_status").equals("suspended")));
                    }
                }
            }
        }
        return new PciBus(devices);
    }

    boolean isEmpty() {
        return devices.isEmpty();
    }

    /** Whether every GPU is powered down, so that asking the driver would wake it. */
    boolean asleep() {
        return !devices.isEmpty() && devices.stream().allMatch(Device::suspended);
    }

    /** Those that the NVIDIA driver has taken, not those of nouveau or passed through to a guest. */
    long servedByNvidia() {
        return devices.stream()
                .filter(device -> device.driver().equals("nvidia"))
                .count();
    }

    boolean ownedByNouveau() {
        return devices.stream().anyMatch(device -> device.driver().equals("nouveau"));
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

    /**
     * One GPU.
     *
     * @param address as sysfs names it, {@code 0000:01:00.0}
     * @param driver the kernel driver that has taken it; empty when none has
     */
    record Device(String address, String driver, boolean suspended) {}
}
