package io.lamplighter.agent.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.lamplighter.agent.health.Finding;
import io.lamplighter.agent.health.HealthCheckRow;
import io.lamplighter.agent.health.HealthChecks;
import io.lamplighter.agent.health.Status;
import io.lamplighter.agent.probe.NvidiaReading.ListedGpu;
import io.lamplighter.agent.probe.NvidiaReading.LookedUp;
import io.lamplighter.api.machine.ComputeCapability;
import io.lamplighter.api.machine.CudaOnDisk;
import io.lamplighter.api.machine.CudaState;
import io.lamplighter.api.machine.Gpu;
import io.lamplighter.api.machine.HealthCheck;
import io.lamplighter.api.machine.MachineFacts;
import io.lamplighter.api.machine.MachineFacts.Host;
import io.lamplighter.api.machine.MachineFacts.Interpreter;
import io.lamplighter.api.machine.MachineFacts.Tool;
import io.lamplighter.api.machine.Slice;
import io.lamplighter.api.pci.PciDeviceId;
import io.lamplighter.api.pci.PciGpus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class DoctorTest {
    private static final Gpu GPU = new Gpu("GPU-0a", "NVIDIA RTX A5000", new ComputeCapability(8, 6), 24564);
    private static final Interpreter PYTHON = new Interpreter("3.11.2", "/usr/bin/python3.11");

    @Test
    void findsAMachineWithoutGpuWellAndNamesItsTorch() {
        Diagnosis diagnosis = examine(facts(new CudaState.Absent(), List.of(), List.of(PYTHON), "2.36"));

        assertThat(diagnosis.problems()).isEmpty();
        assertThat(diagnosis.text())
                .contains("GPUs      none\n")
                .contains("Driver    none, and no NVIDIA GPU that would want one\n")
                .contains("Pythons   3.11.2  /usr/bin/python3.11\n")
                .contains("uv        none that the agent may run; it installs 0.13.9\n")
                .contains("PyTorch   newest that runs here: torch ")
                .endsWith("Problems  none\n");
    }

    @Test
    void saysWhichTorchAnOldDriverRunsAndWhyNoNewerOne() {
        Diagnosis diagnosis =
                examine(facts(new CudaState.Loaded("525.147.05", "12.0"), List.of(GPU), List.of(PYTHON), "2.36"));

        assertThat(diagnosis.problems()).isEmpty();
        assertThat(diagnosis.torch().newest()).isNotNull();
        assertThat(diagnosis.text())
                .contains("GPUs      NVIDIA RTX A5000, compute capability 8.6, 24564 MiB\n")
                .contains("Driver    525.147.05\n")
                .contains("CUDA      up to 12.0\n");
    }

    @ParameterizedTest
    @MethodSource("failingDrivers")
    void namesTheHealthCheckOfADriverThatFailsAndWhatToDo(CudaState driver, String problem) {
        Diagnosis diagnosis = examine(facts(driver, List.of(), List.of(PYTHON), "2.36"));

        assertThat(diagnosis.problems()).containsExactly(problem);
        assertThat(diagnosis.text())
                .contains("Driver    " + CudaState.idOf((CudaState.Blocked) driver) + ", see the problems\n")
                .endsWith("Problems  " + problem + "\n");
    }

    static Stream<Arguments> failingDrivers() {
        return Stream.of(
                arguments(
                        new CudaState.VersionMismatch("module 570, nvidia-smi says 580"),
                        "driver.version_mismatch: module 570, nvidia-smi says 580; the loaded kernel module and the"
                                + " driver's libraries differ: reboot"),
                arguments(
                        new CudaState.Nouveau("1 GPU on the bus and no driver; nouveau has taken the GPU"),
                        "driver.not_loaded: 1 GPU on the bus and no driver; nouveau has taken the GPU; no NVIDIA"
                                + " module is loaded: load it, and look for nouveau and Secure Boot if that fails"),
                arguments(
                        new CudaState.Unknown(null, "nvidia-smi ends with 77: the moon is in the wrong phase"),
                        "driver.unknown: nvidia-smi ends with 77: the moon is in the wrong phase"));
    }

    @ParameterizedTest
    @EnumSource
    void isWrittenDownForEveryHealthCheck(HealthCheck check) throws IOException {
        assertThat(Files.readString(Path.of("../docs/reference/cli.md"))).contains("| `" + check.id() + "` |");
    }

    @Test
    void saysThatARebootBringsAnotherDriver() {
        Diagnosis diagnosis = examine(facts(
                new CudaState.RebootPending("580.95.05", "13.0", "590.48.01"), List.of(GPU), List.of(PYTHON), "2.36"));

        assertThat(diagnosis.problems())
                .containsExactly("driver.mismatch_pending: 580.95.05 is loaded, 590.48.01 is installed; a newer driver"
                        + " is installed than is loaded: reboot");
        assertThat(diagnosis.text())
                .contains("Driver    580.95.05; the next boot brings 590.48.01\n")
                .contains("CUDA      up to 13.0\n")
                .contains("PyTorch   newest that runs here: torch ");
    }

    @Test
    void saysWhoseDriverALinuxUnderWindowsUses() {
        Diagnosis diagnosis =
                examine(facts(new CudaState.Wsl("560.94", "12.6"), List.of(GPU), List.of(PYTHON), "2.36"));

        assertThat(diagnosis.problems()).isEmpty();
        assertThat(diagnosis.text()).contains("Driver    560.94 of Windows\n").contains("CUDA      up to 12.6\n");
    }

    @Test
    void namesAGpuThatCudaDoesNotServe() {
        Diagnosis diagnosis =
                examine(facts(new CudaState.OtherVendor("AMD", "Navi 31"), List.of(), List.of(PYTHON), "2.36"));

        assertThat(diagnosis.problems()).isEmpty();
        assertThat(diagnosis.text()).contains("Driver    none; the GPU is AMD Navi 31, which CUDA does not serve\n");
    }

    @Test
    void saysWhatPartOfAGpuThereIs() {
        Gpu partitioned = new Gpu("GPU-0b", "NVIDIA H100 80GB HBM3", new ComputeCapability(9, 0), 81559, Slice.MIG);
        Gpu virtual = new Gpu("GPU-0c", "NVIDIA A40-48Q", new ComputeCapability(8, 6), 49152, Slice.VGPU);

        Diagnosis diagnosis = examine(facts(
                new CudaState.Loaded("590.48.01", "13.1"), List.of(partitioned, virtual), List.of(PYTHON), "2.36"));

        assertThat(diagnosis.text())
                .contains("HBM3, compute capability 9.0, 81559 MiB, partitioned: a process sees one of its instances\n")
                .contains("A40-48Q, compute capability 8.6, 49152 MiB, a virtual GPU of its host\n");
    }

    @Test
    void saysWhereAComputeCapabilityIsFromThatTheDriverDoesNotTell() {
        Gpu old = new Gpu("GPU-0d", "Tesla K40m", new ComputeCapability(3, 5), 12206);
        PciDeviceId id = PciDeviceId.parse("1023");
        ListedGpu listed = new ListedGpu(
                0,
                old,
                "0000:03:00.0",
                "",
                new LookedUp(id, PciGpus.shipped().find(id).orElseThrow()));

        Diagnosis diagnosis = Doctor.examine(
                facts(new CudaState.Loaded("470.256.02", "11.4"), List.of(old), List.of(PYTHON), "2.36"),
                List.of(listed),
                List.of(),
                List.of());

        assertThat(diagnosis.text())
                .contains("GPUs      Tesla K40m, compute capability 3.5 by its PCI id 10de:1023"
                        + " (GK110B/GK110/GK180), for the driver does not tell, 12206 MiB\n");
        assertThat(diagnosis.lookedUp()).containsOnlyKeys("GPU-0d");
    }

    @Test
    void missesAPythonAndAGlibc() {
        Diagnosis diagnosis = examine(facts(new CudaState.Absent(), List.of(), List.of(), null));

        assertThat(diagnosis.problems())
                .satisfiesExactly(
                        python -> assertThat(python).contains("install python3"),
                        glibc -> assertThat(glibc).contains("no glibc"));
    }

    @Test
    void concludesNothingFromWhatCouldNotBeRead() {
        Diagnosis diagnosis = Doctor.examine(
                facts(new CudaState.Absent(), List.of(), List.of(), "2.36"),
                List.of(),
                List.of(),
                List.of("interpreters: no reading within 4 s"));

        assertThat(diagnosis.problems())
                .containsExactly("this could not be read, try again: interpreters: no reading within 4 s");
    }

    @Test
    void saysWhatHealthChecksFind() {
        Diagnosis diagnosis = Doctor.examine(
                facts(new CudaState.Loaded("580.95.05", "13.0"), List.of(GPU), List.of(PYTHON), "2.36"),
                List.of(),
                List.of(
                        found("gpu.ecc_uncorrected", "GPU-0a", new Status.Fail("2 since the driver was loaded")),
                        found("host.library_path", "", new Status.Warn("it is set in /etc/profile.d/cuda.sh")),
                        found("gpu.fan", "GPU-0a", new Status.NotApplicable())),
                List.of());

        assertThat(diagnosis.problems())
                .containsExactly("gpu.ecc_uncorrected of GPU-0a: 2 since the driver was loaded; reset the GPU; if they"
                        + " come again, replace it");
        assertThat(diagnosis.text()).contains("Warnings  host.library_path: it is set in /etc/profile.d/cuda.sh; ");
        assertThat(diagnosis.checks()).contains(new Diagnosis.Checked("gpu.fan", "GPU-0a", "not_applicable", null));
    }

    @Test
    void namesToolkitsAndCudnn() {
        MachineFacts facts = facts(new CudaState.Absent(), List.of(), List.of(PYTHON), "2.36");
        CudaOnDisk cuda = new CudaOnDisk(
                List.of(
                        new CudaOnDisk.Toolkit("11.8.0", "/usr/local/cuda-11.8", false, "version_json"),
                        new CudaOnDisk.Toolkit("12.6.3", "/usr/local/cuda-12.6", true, "version_json")),
                List.of());

        Diagnosis diagnosis = examine(new MachineFacts(
                facts.host(),
                facts.driver(),
                facts.gpus(),
                facts.interpreters(),
                facts.tools(),
                facts.sources(),
                facts.disk(),
                cuda,
                null,
                null,
                null));

        assertThat(diagnosis.text()).contains("""
                Toolkits  CUDA 11.8.0  /usr/local/cuda-11.8
                          CUDA 12.6.3  /usr/local/cuda-12.6  (/usr/local/cuda)
                cuDNN     none
                """);
    }

    private static Finding found(String check, String subject, Status status) {
        HealthCheckRow row = HealthChecks.ALL.stream()
                .filter(each -> each.id().equals(check))
                .findFirst()
                .orElseThrow();
        return new Finding(row, subject, status);
    }

    private static Diagnosis examine(MachineFacts facts) {
        return Doctor.examine(facts, List.of(), List.of(), List.of());
    }

    private static MachineFacts facts(
            CudaState driver, List<Gpu> gpus, List<Interpreter> pythons, @Nullable String glibc) {
        return new MachineFacts(
                new Host(
                        "lab-1",
                        "linux",
                        "Debian GNU/Linux 12 (bookworm)",
                        "6.1.0",
                        "x86_64",
                        glibc,
                        "AMD EPYC",
                        8,
                        65536,
                        null),
                driver,
                gpus,
                pythons,
                List.of(new Tool("uv", "0.13.9", null)),
                List.of(),
                null);
    }
}
