package io.lamplighter.agent.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostSignsProbeTest {
    private static final String UNATTENDED = "APT::Periodic::Unattended-Upgrade \"1\";";
    private static final String PACKAGES = """
            Package: nvidia-driver-580-open
            Status: install ok installed
            Version: 580.95.05-0ubuntu1

            Package: libnvidia-compute-580
            Status: hold ok installed

            Package: nvidia-utils-470
            Status: deinstall ok config-files

            Package: python3
            Status: install ok installed
            """;

    @TempDir
    Path root;

    private FakeMachine machine;

    @BeforeEach
    void startEmpty() {
        machine = new FakeMachine(root);
    }

    @Test
    void saysNothingOfAnEmptyMachine() throws Exception {
        assertThat(new HostSignsProbe(root).read()).isEqualTo(HostSigns.NONE);
    }

    @Test
    void missesNoModuleWhereNoneIsLoadedNow() throws Exception {
        kernel("6.1.0-38-amd64", "kernel/drivers/video/fbdev/nvidia/nvidiafb.ko");

        assertThat(new HostSignsProbe(root).read().bootsWithoutModule()).isNull();
    }

    @Test
    void findsTheKernelThatBootsWithoutAModule() throws Exception {
        machine.module("580.95.05");
        kernel("6.1.0-9-amd64", "updates/dkms/nvidia.ko.xz");
        kernel("6.1.0-38-amd64", "kernel/drivers/video/fbdev/nvidia/nvidiafb.ko");
        machine.write(root.resolve("boot/vmlinuz-0-rescue-1234567890abcdef"), "");

        assertThat(new HostSignsProbe(root).read().bootsWithoutModule()).isEqualTo("6.1.0-38-amd64");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"updates/dkms/nvidia.ko", "updates/dkms/nvidia-current-open.ko.xz", "nvidia-580/nvidia.ko.zst"})
    void findsAModule(String file) throws Exception {
        machine.module("580.95.05");
        kernel("6.1.0-38-amd64", file);

        assertThat(new HostSignsProbe(root).read().bootsWithoutModule()).isNull();
    }

    @Test
    void findsPackagesThatNothingHolds() throws Exception {
        machine.write(root.resolve("etc/apt/apt.conf.d/20auto-upgrades"), UNATTENDED);
        machine.write(root.resolve("var/lib/dpkg/status"), PACKAGES);

        assertThat(new HostSignsProbe(root).read().unattended()).containsExactly("nvidia-driver-580-open");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "APT::Periodic::Unattended-Upgrade \"0\";",
                "// APT::Periodic::Unattended-Upgrade \"1\";",
                UNATTENDED + "\nUnattended-Upgrade::Package-Blacklist {\n  \"nvidia\";\n};"
            })
    void findsNoneWhereTheyAreOffOrKeptBack(String settings) throws Exception {
        machine.write(root.resolve("etc/apt/apt.conf.d/20auto-upgrades"), settings);
        machine.write(root.resolve("var/lib/dpkg/status"), PACKAGES);

        assertThat(new HostSignsProbe(root).read().unattended()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            etc/profile.d/cuda.sh | export LD_LIBRARY_PATH=/usr/local/cuda/lib64:$LD_LIBRARY_PATH | true
            etc/profile.d/cuda.csh | setenv LD_LIBRARY_PATH /usr/local/cuda/lib64                 | true
            etc/environment       | LD_LIBRARY_PATH="/opt/lib"                                   | true
            etc/profile.d/cuda.sh | # export LD_LIBRARY_PATH=/usr/local/cuda/lib64               | false
            etc/profile           | unset LD_LIBRARY_PATH                                        | false
            """)
    void findsWhereALibraryPathIsSetForEverybody(String file, String line, boolean found) throws Exception {
        machine.write(root.resolve(file), line);

        assertThat(new HostSignsProbe(root).read().libraryPaths().contains("/" + file))
                .isEqualTo(found);
    }

    @Test
    void readsHowWideTheSlotIs() throws Exception {
        Path slot = root.resolve("sys/devices/pci0000:00/0000:00:01.0");
        machine.gpu("0000:01:00.0", "nvidia");
        machine.write(slot.resolve("max_link_width"), "8");
        Path device = root.resolve("sys/bus/pci/devices/0000:01:00.0");
        Files.move(device, slot.resolve("0000:01:00.0"));
        Files.createSymbolicLink(device, slot.resolve("0000:01:00.0"));

        assertThat(new HostSignsProbe(root).read().slotWidths()).containsEntry("0000:01:00.0", 8);
    }

    @Test
    void seesThatAPackageAsksForAReboot() throws Exception {
        machine.write(root.resolve("run/reboot-required"), "*** System restart required ***");

        assertThat(new HostSignsProbe(root).read().rebootRequired()).isTrue();
    }

    private void kernel(String release, String module) throws Exception {
        machine.write(root.resolve("boot/vmlinuz-" + release), "");
        machine.write(root.resolve("lib/modules").resolve(release).resolve("modules.dep"), module + ":");
    }
}
