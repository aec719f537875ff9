package io.lamplighter.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;

/** The files by which an agent reads its machine, and programs in place of those that would change it. */
public final class MachineFiles {
    private final Path root;

    /** A machine that nobody uses, in its first boot. */
    public MachineFiles(Path root) {
        this.root = root;
        write("proc/sys/kernel/hostname", "bench");
        write("proc/loadavg", "0.00 0.00 0.00 1/100 4242");
        kernel("6.1.0-1-amd64");
        boots();
    }

    public Path root() {
        return root;
    }

    /** It runs in another boot now, in which no package asks for one. */
    public void boots() {
        write("proc/sys/kernel/random/boot_id", UUID.randomUUID().toString());
        try {
            Files.deleteIfExists(root.resolve("run/reboot-required"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void kernel(String release) {
        write("proc/sys/kernel/osrelease", release);
    }

    public void askForABoot() {
        write("run/reboot-required", "*** System restart required ***");
    }

    /** A network card with a cable that listens for packets. */
    public void card(String name, String mac) {
        write("sys/class/net/" + name + "/type", "1");
        write("sys/class/net/" + name + "/address", mac);
        write("sys/class/net/" + name + "/device/power/wakeup", "enabled");
    }

    /** What the machine lets be done, beside everything that building takes: {@code reboot}, {@code wake}. */
    public Path policy(String... also) {
        StringBuilder text = new StringBuilder("""
                hosts: ["127.0.0.1", "pypi.org"]
                steps: [createEnvironment, solve, install, verify, expose]
                installers: [uv]
                interpreters: ["/"]
                """);
        for (String each : also) {
            text.append(each).append(": true\n");
        }
        return write("etc/lamplighter/policy.yaml", text.toString());
    }

    /** A program that writes down when it ran, in seconds since 1970, and what it was asked. */
    public Path program(String name) {
        Path program = write("usr/bin/" + name, """
                #!/bin/sh
                echo "$(date +%%s) $*" >> %s
                """.formatted(said(name)));
        try {
            Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return program;
    }

    /** What such a program wrote; not there before it ran. */
    public Path said(String name) {
        return root.resolve(name + ".said");
    }

    private Path write(String file, String text) {
        try {
            Path path = root.resolve(file);
            Files.createDirectories(path.getParent());
            return Files.writeString(path, text + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
