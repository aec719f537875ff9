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
        Path device = root.resolve("sys/bus/pci/devices").resolve(address);
        write(device.resolve("vendor"), vendor);
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

    FakeMachine module(String version) throws IOException {
        write(root.resolve("sys/module/nvidia/version"), version);
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
