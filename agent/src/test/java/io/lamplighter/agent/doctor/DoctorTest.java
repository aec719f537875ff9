package io.lamplighter.agent.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.api.machine.ComputeCapability;
import io.lamplighter.api.machine.CudaState;
import io.lamplighter.api.machine.Gpu;
import io.lamplighter.api.machine.MachineFacts;
import io.lamplighter.api.machine.MachineFacts.Host;
import io.lamplighter.api.machine.MachineFacts.Interpreter;
import io.lamplighter.api.machine.MachineFacts.Tool;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DoctorTest {
    private static final Gpu GPU = new Gpu("GPU-0a", "NVIDIA RTX A5000", new ComputeCapability(8, 6), 24564);
    private static final Interpreter PYTHON = new Interpreter("3.11.2", "/usr/bin/python3.11");

    @Test
    void findsAMachineWithoutGpuWellAndNamesItsTorch() {
        Diagnosis diagnosis =
                Doctor.examine(facts(new CudaState.Absent(), List.of(), List.of(PYTHON), "2.36"), List.of());

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
        Diagnosis diagnosis = Doctor.examine(
                facts(new CudaState.Loaded("525.147.05", "12.0"), List.of(GPU), List.of(PYTHON), "2.36"), List.of());

        assertThat(diagnosis.problems()).isEmpty();
        assertThat(diagnosis.torch().newest()).isNotNull();
        assertThat(diagnosis.text())
                .contains("GPUs      NVIDIA RTX A5000, compute capability 8.6, 24564 MiB\n")
                .contains("Driver    525.147.05\n")
                .contains("CUDA      up to 12.0\n");
    }

    @Test
    void namesTheHealthCheckOfADriverThatFails() {
        CudaState mismatch = new CudaState.Unknown("driver.version_mismatch", "module 570, tools 580: reboot");

        Diagnosis diagnosis = Doctor.examine(facts(mismatch, List.of(), List.of(PYTHON), "2.36"), List.of());

        assertThat(diagnosis.problems()).containsExactly("driver.version_mismatch: module 570, tools 580: reboot");
        assertThat(diagnosis.text()).contains("Problems  driver.version_mismatch: module 570, tools 580: reboot\n");
    }

    @Test
    void missesAPythonAndAGlibc() {
        Diagnosis diagnosis = Doctor.examine(facts(new CudaState.Absent(), List.of(), List.of(), null), List.of());

        assertThat(diagnosis.problems())
                .satisfiesExactly(
                        python -> assertThat(python).contains("install python3"),
                        glibc -> assertThat(glibc).contains("no glibc"));
    }

    @Test
    void concludesNothingFromWhatCouldNotBeRead() {
        Diagnosis diagnosis = Doctor.examine(
                facts(new CudaState.Absent(), List.of(), List.of(), "2.36"),
                List.of("interpreters: no reading within 4 s"));

        assertThat(diagnosis.problems())
                .containsExactly("this could not be read, try again: interpreters: no reading within 4 s");
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
                        65536),
                driver,
                gpus,
                pythons,
                List.of(new Tool("uv", "0.13.9", null)),
                List.of());
    }
}
