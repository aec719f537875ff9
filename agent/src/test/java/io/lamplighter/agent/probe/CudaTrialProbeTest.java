package io.lamplighter.agent.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lamplighter.agent.fixture.TestMachine;
import io.lamplighter.agent.process.SystemCommands;
import io.lamplighter.api.machine.MachineFacts.Interpreter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the system's Python and a library that is built for it. */
class CudaTrialProbeTest {
    @TempDir
    Path root;

    @Test
    void seesHowManyGpusAProgramGets() throws Exception {
        build(0, 12080, 2);

        assertThat(read(20)).isEqualTo(new CudaTrial.Ready(12080, 2));
    }

    @Test
    void saysWhatRefuses() throws Exception {
        build(803, 0, 0);

        assertThat(read(20)).isEqualTo(new CudaTrial.Refused("cuInit", 803));
        assertThat(new CudaTrial.Refused("cuInit", 803).text())
                .isEqualTo("cuInit ends with 803 (driver and library differ)");
        assertThat(new CudaTrial.Refused("cuInit", 7).text()).isEqualTo("cuInit ends with 7");
    }

    @Test
    void outlivesALibraryThatCrashes() throws Exception {
        build(-1, 0, 0);

        assertThat(read(20))
                .isInstanceOfSatisfying(
                        CudaTrial.Died.class, died -> assertThat(died.how()).startsWith("ends with "));
    }

    @Test
    void waitsForNoLibraryThatHangs() throws Exception {
        build(-2, 0, 0);

        assertThat(read(1)).isEqualTo(new CudaTrial.Died("does not come back within 1 s"));
    }

    @Test
    void saysThatTheLibraryCannotBeLoaded() throws Exception {
        Path library = root.resolve("usr/lib64/libcuda.so.1");
        Files.createDirectories(library.getParent());
        Files.writeString(library, "no library");

        assertThat(read(20))
                .isInstanceOfSatisfying(
                        CudaTrial.NoLibrary.class,
                        missing -> assertThat(missing.why()).contains(library.toString()));
    }

    @Test
    void doesNotKnowWithoutAPython() {
        CudaTrialProbe probe = new CudaTrialProbe(root, List::of, new ScriptedCommands(), Duration.ofSeconds(20));

        assertThatThrownBy(probe::read).hasMessage("there is no Python to try it with");
    }

    private CudaTrial read(int seconds) throws Exception {
        Interpreter python = TestMachine.python();
        return new CudaTrialProbe(
                        root,
                        () -> List.of(python),
                        new SystemCommands(root.resolve("scratch")),
                        Duration.ofSeconds(seconds))
                .read();
    }

    private void build(int init, int version, int devices) throws Exception {
        CudaStandIn.build(root.resolve("usr/lib/x86_64-linux-gnu/libcuda.so.1"), init, version, devices);
    }
}
