package io.lamplighter.agent.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.agent.fixture.LocalIndex;
import io.lamplighter.agent.fixture.StubWheel;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrowdedDiskTest {
    @TempDir
    Path disk;

    @Test
    void givesUpAnOldGenerationForABuildButNoneThatAProcessUses() throws Exception {
        try (LocalIndex index = LocalIndex.start().add("pypi", StubWheel.of("greeting", "1"))) {
            List<String> said = OwnDisk.run(CrowdedDisk.class, disk, index.url(""));

            assertThat(said)
                    .contains("while used DISK_FULL, there true", "afterwards there false", "freed enough true");
        }
    }
}
