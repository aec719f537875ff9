package io.lamplighter.agent.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.agent.probe.PciBus.Device;
import io.lamplighter.agent.probe.PciBus.Vendor;
import io.lamplighter.api.pci.PciDeviceId;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PciBusTest {
    private static final String DATABASE = """
            # A comment
            1000  Broadcom / LSI
            \t744c  Something else
            1002  Advanced Micro Devices, Inc. [AMD/ATI]
            \t7448  Navi 31 [Radeon Pro W7900]
            \t744c  Navi 31 [Radeon RX 7900 XT/7900 XTX/7900 GRE/7900M]
            \t\t1002 0e3b  Radeon RX 7900 XTX
            10de  NVIDIA Corporation
            \t744b  A name of another vendor's device
            """;

    @TempDir
    Path root;

    private FakeMachine machine;

    @BeforeEach
    void startEmpty() {
        machine = new FakeMachine(root);
    }

    @Test
    void readsEachGpuOfWhoeverMakesIt() throws Exception {
        machine.device("0000:0c:00.0", "0x10de", "0x1e81", "0x030000", "nvidia")
                .device("0000:0b:00.0", "0x10de", "0x20b0", "0x030200", "")
                .device("0000:03:00.0", "0x1002", "0x744c", "0x030000", "amdgpu")
                .device("0000:00:1f.3", "0x8086", "0xa348", "0x040300", "snd_hda_intel")
                .device("0000:02:00.0", "0x1a03", "0x2000", "0x030000", "ast");

        PciBus bus = PciBus.read(root);

        assertThat(bus.devices())
                .extracting(device -> device.vendor() + " " + device.id() + " " + device.driver())
                .containsExactly("AMD 744c amdgpu", "NVIDIA 20b0 ", "NVIDIA 1e81 nvidia");
        assertThat(bus.ofNvidia()).extracting(Device::address).containsExactly("0000:0b:00.0", "0000:0c:00.0");
        assertThat(bus.servedByNvidia()).isEqualTo(1);
    }

    @Test
    void namesTheCardBeforeThePartOfTheProcessor() throws Exception {
        machine.device("0000:00:02.0", "0x8086", "0x4680", "0x030000", "i915")
                .device("0000:03:00.0", "0x8086", "0x56a0", "0x030000", "i915");

        assertThat(PciBus.read(root).ofOtherVendor())
                .map(device -> device.id().toString())
                .contains("56a0");
    }

    @Test
    void takesANameFromTheMachinesOwnDatabase() throws Exception {
        machine.write(root.resolve("usr/share/misc/pci.ids"), DATABASE);
        PciNames names = new PciNames(root);

        assertThat(names.of(device("744c", ""))).isEqualTo("Navi 31 [Radeon RX 7900 XT/7900 XTX/7900 GRE/7900M]");
        assertThat(names.of(device("744b", ""))).isEqualTo("1002:744b");
        assertThat(names.of(device("740f", "AMD Instinct MI210"))).isEqualTo("AMD Instinct MI210");
    }

    @Test
    void readsTheDatabaseOnceForADevice() throws Exception {
        Path database = root.resolve("usr/share/misc/pci.ids");
        machine.write(database, DATABASE);
        PciNames names = new PciNames(root);

        String first = names.of(device("744c", ""));
        Files.delete(database);

        assertThat(names.of(device("744c", ""))).isEqualTo(first);
    }

    @Test
    void namesByIdWhereTheMachineHasNoDatabase() throws Exception {
        assertThat(new PciNames(root).of(device("744c", ""))).isEqualTo("1002:744c");
    }

    private static Device device(String id, String product) {
        return new Device("0000:03:00.0", Vendor.AMD, PciDeviceId.parse(id), product, "amdgpu", false);
    }
}
