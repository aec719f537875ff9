package io.lamplighter.agent.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.agent.process.CommandResult.Exited;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstalledDriverTest {
    @TempDir
    Path root;

    private final ScriptedCommands commands = new ScriptedCommands();
    private FakeMachine machine;
    private InstalledDriver installed;

    @BeforeEach
    void startEmpty() {
        machine = new FakeMachine(root);
        installed = new InstalledDriver(root, commands, Duration.ofSeconds(1));
    }

    @Test
    void findsNoneWhereNoneIs() throws Exception {
        machine.host();

        assertThat(installed.version()).isEmpty();
        assertThat(commands.asked()).isEmpty();
    }

    @Test
    void startsNoProgramWhereOnlyTheLibraryTells() throws Exception {
        machine.host().library("580.95.05");

        assertThat(installed.version()).contains("580.95.05");
        assertThat(commands.asked()).isEmpty();
    }

    @Test
    void asksTheModuleAgainOnlyWhenItIsAnother() throws Exception {
        Path module = machine.moduleOnDisk("updates/dkms/nvidia.ko.zst");
        commands.when("modinfo", "580.95.05\n");

        installed.version();
        Optional<String> second = installed.version();
        int before = commands.asked().size();
        Files.writeString(module, "another one");
        installed.version();

        assertThat(second).contains("580.95.05");
        assertThat(before).isEqualTo(1);
        assertThat(commands.asked()).hasSize(2);
    }

    @Test
    void concludesNothingFromAModuleThatCannotBeAsked() throws Exception {
        machine.moduleOnDisk("updates/dkms/nvidia.ko.zst");
        commands.when("modinfo", new Exited(1, "modinfo: ERROR: Module not found"));

        assertThat(installed.version()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", delimiter = '|', textBlock = """
            updates/dkms/nvidia.ko.zst: kernel/drivers/gpu/drm/drm.ko            | updates/dkms/nvidia.ko.zst
            kernel/nvidia-580/nvidia.ko:                                         | kernel/nvidia-580/nvidia.ko
            extra/nvidia/nvidia.ko.xz:                                           | extra/nvidia/nvidia.ko.xz
            updates/dkms/nvidia-current.ko:                                      | updates/dkms/nvidia-current.ko
            updates/dkms/nvidia-legacy-390xx.ko:                                 | updates/dkms/nvidia-legacy-390xx.ko
            updates/dkms/nvidia-tesla-470.ko:;updates/dkms/nvidia-current.ko:    | -
            updates/dkms/nvidia-current-drm.ko: updates/dkms/nvidia-current.ko   | -
            extra/nvidia-uvm.ko: extra/nvidia.ko                                 | -
            kernel/drivers/i2c/busses/i2c-nvidia-gpu.ko.xz:                      | -
            kernel/drivers/platform/x86/nvidia-wmi-ec-backlight.ko.xz:           | -
            """)
    void findsTheDriversOwnModule(String modulesDep, @Nullable String module) {
        assertThat(InstalledDriver.parseModules(modulesDep.replace(';', '\n') + "\n"))
                .isEqualTo(Optional.ofNullable(module));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            libnvidia-ml.so.580.95.05, 580.95.05
            libnvidia-ml.so.390.157,   390.157
            libnvidia-ml.so.1,         -
            libnvidia-ml.so,           -
            """)
    void readsTheLibrarysVersionOutOfItsName(String file, @Nullable String version) {
        assertThat(InstalledDriver.parseLibrary(file)).isEqualTo(Optional.ofNullable(version));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            590.48.01,  580.95.05,  true
            580.105.08, 580.95.05,  true
            580.95.05,  580.95.05,  false
            580.95.05,  580.105.08, false
            535.288.01, 580.95.05,  false
            610,        nonsense,   false
            """)
    void comparesNumberByNumber(String version, String than, boolean newer) {
        assertThat(InstalledDriver.isNewer(version, than)).isEqualTo(newer);
    }
}
