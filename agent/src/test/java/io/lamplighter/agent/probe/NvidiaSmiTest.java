package io.lamplighter.agent.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lamplighter.agent.probe.NvidiaReading.ListedGpu;
import io.lamplighter.agent.probe.NvidiaSmi.Listing;
import io.lamplighter.api.machine.ComputeCapability;
import io.lamplighter.api.machine.Gpu;
import io.lamplighter.api.machine.Slice;
import io.lamplighter.api.pci.PciDeviceId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NvidiaSmiTest {
    @Test
    void readsEachGpuAndItsPlace() throws Exception {
        Listing listing = NvidiaSmi.parse(GpuQuery.WHOLE, recording("two-gpus.csv"));

        assertThat(listing.driverVersion()).isEqualTo("580.95.05");
        assertThat(listing.gpus())
                .containsExactly(
                        new ListedGpu(
                                0,
                                new Gpu(
                                        "GPU-6b1f2c3d-0a4e-4f5a-9b7c-1d2e3f4a5b6c",
                                        "NVIDIA RTX A5000",
                                        new ComputeCapability(8, 6),
                                        24576),
                                "0000:01:00.0",
                                "94.02.71.40.72",
                                null),
                        new ListedGpu(
                                1,
                                new Gpu(
                                        "GPU-0d9e8f7a-6b5c-4d3e-8f2a-1b0c9d8e7f6a",
                                        "NVIDIA GeForce RTX 2080, Workshop Edition",
                                        new ComputeCapability(7, 5),
                                        8192),
                                "0000:0c:00.0",
                                "",
                                null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "0, GPU-0a, 8.0, [Unknown Error], 580.95.05, 00000000:01:00.0, 0x20B510DE, x, Disabled, NVIDIA A100",
                "0, GPU-0a, [N/A], 81920, 580.95.05, 00000000:01:00.0, 0x20B510DE, x, Disabled, NVIDIA A100",
                "0, [N/A], 8.0, 81920, 580.95.05, 00000000:01:00.0, 0x20B510DE, x, Disabled, NVIDIA A100",
                "0, GPU-0a, 12.1, [N/A], 580.95.05, 0000000F:01:00.0, 0x2E1210DE, x, [N/A], NVIDIA GB10",
                "0, GPU-0a, 8.0, 81920, 580.95.05, 00000000:01:00.0",
            })
    void guessesNothingFromWhatItDoesNotUnderstand(String output) {
        assertThatExceptionOfType(ProbeException.class)
                .isThrownBy(() -> NvidiaSmi.parse(GpuQuery.WHOLE, output))
                .withMessageContaining(output);
    }

    @Test
    void seesWhichGpusArePartitioned() throws Exception {
        Listing listing = NvidiaSmi.parse(GpuQuery.WHOLE, recording("partitioned.csv"));

        assertThat(listing.gpus()).extracting(listed -> listed.gpu().slice()).containsExactly(Slice.MIG, null);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            NVIDIA H100 80GB HBM3,              [N/A],    -
            NVIDIA H100 80GB HBM3,              Disabled, -
            NVIDIA H100 80GB HBM3,              Enabled,  MIG
            NVIDIA H100 80GB HBM3 MIG 1g.10gb,  '',       MIG
            NVIDIA A100-SXM4-40GB,              Disabled, -
            NVIDIA A100-PCIE-40GB,              Disabled, -
            NVIDIA TITAN V CEO Edition,         [N/A],    -
            Tesla V100-SXM2-16GB,               '',       -
            Quadro RTX 6000,                    '',       -
            GRID K520,                          '',       -
            GRID K280Q,                         '',       VGPU
            GRID M10-0B,                        '',       VGPU
            GRID P40-2B4,                       '',       VGPU
            GRID T4-8Q,                         '',       VGPU
            GRID V100D-32Q,                     [N/A],    VGPU
            NVIDIA A40-48Q,                     [N/A],    VGPU
            NVIDIA A16-2B,                      [N/A],    VGPU
            NVIDIA A100-4-20C,                  Enabled,  VGPU
            GRID A100D-1-10CME,                 Enabled,  VGPU
            NVIDIA RTX6000-Ada-8Q,              [N/A],    VGPU
            """)
    void tellsAWholeGpuFromAPartOfOne(String model, String migMode, @Nullable Slice slice) {
        assertThat(NvidiaSmi.slice(model, migMode)).isEqualTo(Optional.ofNullable(slice));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            0x1E8110DE, 1e81
            0x0fc610de, 0fc6
            0x000000DE, -
            0x16C11028, -
            [N/A],      -
            """)
    void readsTheDeviceOfNvidiaOutOfTheWholeNumber(String said, @Nullable String id) {
        assertThat(NvidiaSmi.deviceId(said).map(PciDeviceId::toString)).isEqualTo(Optional.ofNullable(id));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            version-535.txt, 12.2
            version-610.txt, 13.3
            table-470.txt,   11.4
            table-610.txt,   13.3
            """)
    void findsTheNewestCudaOfOldAndNewDrivers(String recording, String cuda) {
        assertThat(NvidiaSmi.cuda(recording(recording))).contains(cuda);
    }

    @Test
    void saysNoCudaWhereNoneIsSaid() {
        assertThat(NvidiaSmi.cuda("Invalid combination of input arguments. Please run 'nvidia-smi -h' for help."))
                .isEmpty();
    }

    @Test
    void findsTheVersionOfTheLibrary() {
        assertThat(NvidiaSmi.nvml(recording("version-610.txt"))).contains("610.20");
    }

    static String recording(String name) {
        try {
            return Files.readString(Path.of("src/test/resources/nvidia-smi", name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
