package io.lamplighter.agent.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lamplighter.agent.fixture.Recordings;
import io.lamplighter.agent.nvml.Answer;
import io.lamplighter.agent.nvml.GpuSample;
import io.lamplighter.agent.nvml.GpuSample.Clock;
import io.lamplighter.agent.nvml.GpuSample.ClockReason;
import io.lamplighter.agent.nvml.GpuSample.GpuProcess;
import io.lamplighter.agent.nvml.GpuSample.Memory;
import io.lamplighter.agent.nvml.GpuSample.RecoveryAction;
import io.lamplighter.agent.nvml.GpuState;
import io.lamplighter.agent.nvml.NvmlReading;
import io.lamplighter.agent.nvml.NvmlReturn;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmiXmlProbeTest {
    private static final String NEW_NAMES = """
            <?xml version="1.0" ?>
            <!DOCTYPE nvidia_smi_log SYSTEM "nvsmi_device_v13.dtd">
            <nvidia_smi_log>
              <kmd_version>610.57.04</kmd_version>
              <cuda_version>13.3 [Deprecated; use the UMD version]</cuda_version>
              <gpu id="00000000:01:00.0">
                <product_name>NVIDIA H100</product_name>
                <uuid>GPU-0b</uuid>
                <mig_mode><current_mig>Enabled</current_mig></mig_mode>
                <mig_devices>
                  <mig_device><index>0</index></mig_device>
                  <mig_device><index>1</index></mig_device>
                </mig_devices>
                <gpu_recovery_action>Drain and Reset</gpu_recovery_action>
                <clocks_event_reasons>
                  <clocks_event_reason_sw_power_cap>Active</clocks_event_reason_sw_power_cap>
                </clocks_event_reasons>
                <fb_memory_usage><total>81559 MiB</total><reserved>1 MiB</reserved><used>2 MiB</used></fb_memory_usage>
                <ecc_errors>
                  <volatile>
                    <sram_correctable>1</sram_correctable>
                    <sram_uncorrectable_parity>2</sram_uncorrectable_parity>
                    <sram_uncorrectable_secded>3</sram_uncorrectable_secded>
                    <dram_correctable>4</dram_correctable>
                    <dram_uncorrectable>N/A</dram_uncorrectable>
                  </volatile>
                </ecc_errors>
                <remapped_rows>
                  <remapped_row_corr>2</remapped_row_corr>
                  <remapped_row_unc>1</remapped_row_unc>
                  <remapped_row_pending>Yes</remapped_row_pending>
                  <remapped_row_failure>No</remapped_row_failure>
                </remapped_rows>
                <gpu_power_readings>
                  <average_power_draw>N/A</average_power_draw>
                  <instant_power_draw>67.03 W</instant_power_draw>
                  <current_power_limit>500.00 W</current_power_limit>
                </gpu_power_readings>
                <processes>N/A</processes>
              </gpu>
            </nvidia_smi_log>
            """;

    @TempDir
    Path root;

    @Test
    void readsTheNamesOfOldDrivers() throws Exception {
        NvmlReading.Read read =
                SmiXmlProbe.parse(Files.readString(Path.of("src/test/resources/nvidia-smi/old-names.xml")));

        GpuState.Sampled gpu = (GpuState.Sampled) read.gpus().getFirst();
        GpuSample sample = gpu.sample();
        assertThat(read.driver()).isEqualTo("470.199.02");
        assertThat(read.cuda()).isEqualTo(new Answer.Value<>(11040));
        assertThat(gpu.gpu().uuid()).isEqualTo("GPU-0a");
        assertThat(gpu.gpu().busId()).isEqualTo("0000:0a:00.0");
        assertThat(sample.memory()).isEqualTo(new Answer.Value<>(new Memory(16280L << 20, null, 1024L << 20)));
        assertThat(sample.utilizationPercent()).isEqualTo(new Answer.Value<>(87));
        assertThat(sample.throttled()).isEqualTo(new Answer.Value<>(Set.of(ClockReason.HW_THERMAL)));
        assertThat(sample.power().milliwatts()).isEqualTo(new Answer.Value<>(180_500));
        assertThat(sample.power().limitMilliwatts()).isEqualTo(new Answer.Value<>(250_000));
        assertThat(sample.clocksMhz()).isEqualTo(Map.of(Clock.SM, 1189));
        assertThat(sample.fansPercent()).isEmpty();
        assertThat(sample.errors().uncorrected()).isEqualTo(new Answer.Value<>(1L));
        assertThat(sample.errors().lifetimeCorrected().isRefused(NvmlReturn.NOT_SUPPORTED))
                .isTrue();
        assertThat(sample.errors().retiredPagesSingleBit()).isEqualTo(new Answer.Value<>(2));
        assertThat(sample.errors().retirementPending()).isEqualTo(new Answer.Value<>(true));
        assertThat(sample.pcie().width()).isEqualTo(new Answer.Value<>(8));
        assertThat(sample.pcie().replays()).isEqualTo(new Answer.Value<>(7L));
        assertThat(sample.thermal().memory().isRefused(NvmlReturn.UNKNOWN)).isTrue();
        assertThat(sample.partitioned().isRefused(NvmlReturn.NOT_SUPPORTED)).isTrue();
        assertThat(sample.compute()).isEqualTo(new Answer.Value<>(List.of(new GpuProcess(4711, 900L << 20))));
        assertThat(sample.graphics()).isEqualTo(new Answer.Value<>(List.of(new GpuProcess(1203, null))));
        assertThat(sample.persistence()).isEqualTo(new Answer.Value<>(true));
    }

    @Test
    void readsTheNamesOfNewDrivers() throws Exception {
        NvmlReading.Read read = SmiXmlProbe.parse(NEW_NAMES);

        GpuSample sample = ((GpuState.Sampled) read.gpus().getFirst()).sample();
        assertThat(read.driver()).isEqualTo("610.57.04");
        assertThat(read.cuda()).isEqualTo(new Answer.Value<>(13030));
        assertThat(sample.partitioned()).isEqualTo(new Answer.Value<>(true));
        assertThat(sample.instances()).hasSize(2);
        assertThat(sample.recovery()).isEqualTo(new Answer.Value<>(RecoveryAction.DRAIN_AND_RESET));
        assertThat(sample.throttled()).isEqualTo(new Answer.Value<>(Set.of(ClockReason.SW_POWER_CAP)));
        assertThat(sample.errors().corrected()).isEqualTo(new Answer.Value<>(5L));
        assertThat(sample.errors().uncorrected()).isEqualTo(new Answer.Value<>(5L));
        assertThat(sample.errors().remapped())
                .isEqualTo(new Answer.Value<>(new GpuSample.RemappedRows(2, 1, true, false)));
        assertThat(sample.power().milliwatts()).isEqualTo(new Answer.Value<>(67_030));
        assertThat(sample.compute().isRefused(NvmlReturn.NOT_SUPPORTED)).isTrue();
    }

    @Test
    void readsNothingThatItIsPointedTo() throws Exception {
        Path secret = root.resolve("secret");
        Files.writeString(secret, "hush");
        String pointing = """
                <?xml version="1.0" ?>
                <!DOCTYPE nvidia_smi_log SYSTEM "%s" [<!ENTITY secret SYSTEM "%s">]>
                <nvidia_smi_log><driver_version>580.95.05&secret;</driver_version></nvidia_smi_log>
                """.formatted(root.resolve("none.dtd").toUri(), secret.toUri());

        assertThat(Stream.of(pointing).map(SmiXmlProbeTest::whatComes)).noneMatch(said -> said.contains("hush"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"N/A", "[N/A]", "[Not Supported]", "Not Found", "Insufficient Permissions"})
    void makesNeitherANoNorANumberOfWhatIsNotSaid(String absent) throws Exception {
        String old = Files.readString(Path.of("src/test/resources/nvidia-smi/old-names.xml"));

        NvmlReading.Read read =
                SmiXmlProbe.parse(old.replaceFirst("<persistence_mode>[^<]*<", "<persistence_mode>" + absent + "<")
                        .replaceFirst("<gpu_util>[^<]*<", "<gpu_util>" + absent + "<"));

        GpuSample sample = ((GpuState.Sampled) read.gpus().getFirst()).sample();
        assertThat(sample.persistence().isRefused(NvmlReturn.NOT_SUPPORTED)).isTrue();
        assertThat(sample.utilizationPercent().isRefused(NvmlReturn.NOT_SUPPORTED))
                .isTrue();
    }

    /** It is there, as its error says; one that a passive card does not have is not. */
    @Test
    void keepsAFanThatFails() throws Exception {
        String old = Files.readString(Path.of("src/test/resources/nvidia-smi/old-names.xml"));

        NvmlReading.Read read = SmiXmlProbe.parse(old.replaceFirst("<fan_speed>[^<]*<", "<fan_speed>[Unknown Error]<"));

        assertThat(((GpuState.Sampled) read.gpus().getFirst()).sample().fansPercent())
                .isEqualTo(Map.of(0, new Answer.Refused<>(NvmlReturn.UNKNOWN, 999)));
    }

    @Test
    void fetchesNoDocumentType() throws Exception {
        Path type = Files.writeString(root.resolve("nvsmi_device_v12.dtd"), "<!ENTITY driver \"580.95.05\">");

        String said = whatComes("""
                <?xml version="1.0" ?>
                <!DOCTYPE nvidia_smi_log SYSTEM "%s">
                <nvidia_smi_log><driver_version>&driver;</driver_version></nvidia_smi_log>
                """.formatted(type.toUri()));

        assertThat(said).doesNotContain("580.95.05");
    }

    private static String whatComes(String text) {
        try {
            return SmiXmlProbe.parse(text).toString();
        } catch (ProbeException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "NVIDIA-SMI has failed", "<html></html>", "<nvidia_smi_log><gpu>", "<nvidia_smi_log/>"})
    void saysWhatIsNoAnswer(String text) {
        assertThatThrownBy(() -> SmiXmlProbe.parse(text))
                .isInstanceOf(ProbeException.class)
                .hasMessageStartingWith("nvidia-smi -q -x");
    }

    /** What real drivers print, where that is at hand. */
    @ParameterizedTest
    @MethodSource("recordings")
    void readsWhatRealDriversPrint(Path file) throws Exception {
        NvmlReading.Read read = SmiXmlProbe.parse(Files.readString(file));

        assertThat(read.driver()).matches("\\d{3}\\.\\d+(\\.\\d+)?");
        assertThat(read.gpus()).isNotEmpty().allSatisfy(state -> {
            GpuState.Sampled gpu = (GpuState.Sampled) state;
            assertThat(gpu.gpu().uuid()).startsWith("GPU-");
            assertThat(gpu.gpu().busId()).matches("[0-9a-f]{4}:[0-9a-f]{2}:[0-9a-f]{2}\\.0");
            assertThat(gpu.sample().memory().value()).isPresent();
            assertThat(gpu.sample().thermal().core().value()).isPresent();
        });
    }

    static Stream<Path> recordings() throws Exception {
        Path written = Path.of("src/test/resources/nvidia-smi/old-names.xml");
        Path real = Recordings.folder().map(folder -> folder.resolve("xml")).orElse(written.getParent());
        try (Stream<Path> files = Files.list(real)) {
            return files.filter(file -> file.toString().endsWith(".xml")).toList().stream();
        }
    }
}
