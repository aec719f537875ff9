package io.lamplighter.agent.probe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A root file system with just what probes look at. */
record FakeMachine(Path root) {
    FakeMachine gpu(String address, String driver) throws IOException {
        return device(address, "0x10de", "0x030000", driver);
    }

    FakeMachine device(String address, String vendor, String type, String driver) throws IOException {
        return device(address, vendor, "0x2231", type, driver);
    }

    FakeMachine device(String address, String vendor, String id, String type, String driver) throws IOException {
        Path device = root.resolve("sys/bus/pci/devices").resolve(address);
        write(device.resolve("vendor"), vendor);
        write(device.resolve("device"), id);
        write(device.resolve("class"), type);
        write(device.resolve("power/runtime_status"), "active");
        if (!driver.isEmpty()) {
            Path target =
                    Files.createDirectories(root.resolve("sys/bus/pci/drivers").resolve(driver));
            Files.createSymbolicLink(device.resolve("driver"), target);
        }
        return this;
    }

    FakeMachine asleep(String address) throws IOException {
        write(root.resolve("sys/bus/pci/devices").resolve(address).resolve("power/runtime_status"), "suspended");
        return this;
    }

    /** Loaded, and where programs look for it. */
    FakeMachine module(String version) throws IOException {
        write(root.resolve("sys/module/nvidia/version"), version);
        write(root.resolve("dev/nvidiactl"), "");
        return this;
    }

    /** The libraries of a driver, as Debian lays them. */
    FakeMachine library(String version) throws IOException {
        Path folder = root.resolve("usr/lib/x86_64-linux-gnu");
        write(folder.resolve("nvidia/current/libnvidia-ml.so." + version), "");
        Path link = folder.resolve("libnvidia-ml.so.1");
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, Path.of("nvidia/current/libnvidia-ml.so." + version));
        return this;
    }

    /** The driver's module of the running kernel, which only {@code modinfo} can read. */
    Path moduleOnDisk(String file) throws IOException {
        host();
        Path modules = root.resolve("lib/modules/6.1.0-38-amd64");
        write(
                modules.resolve("modules.dep"),
                "kernel/drivers/gpu/drm/drm.ko.xz:\n" + file + ": kernel/drivers/gpu/drm/drm.ko.xz");
        write(modules.resolve(file), "");
        program("usr/sbin/modinfo", ":");
        return modules.resolve(file);
    }

    FakeMachine underWindows() throws IOException {
        write(
                root.resolve("proc/version"),
                "Linux version 5.15.153.1-microsoft-standard-WSL2 (root@941d701f84f1) #1 SMP Fri Mar 29 2024");
        return this;
    }

    FakeMachine host() throws IOException {
        write(root.resolve("proc/sys/kernel/hostname"), "lab-1");
        write(root.resolve("proc/sys/kernel/osrelease"), "6.1.0-38-amd64");
        write(root.resolve("etc/os-release"), "PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"");
        return this;
    }

    Path program(String path, String script) throws IOException {
        Path program = root.resolve(path);
        write(program, "#!/bin/sh\n" + script);
        if (!program.toFile().setExecutable(true, false)) {
            throw new IOException("no program: " + program);
        }
        return program;
    }

    void write(Path file, String line) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, line + "\n");
    }
}
