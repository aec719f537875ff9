package io.lamplighter.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.lab.Lab;
import io.lamplighter.lab.Program;
import io.lamplighter.lab.Programs;
import io.lamplighter.lab.Rest;
import io.lamplighter.lab.Wheel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an agent reads of its disk is what a change is thought through with. */
class RoomOnDiskTest {
    private static final long PEBIBYTE = 1L << 50;

    @TempDir
    Path root;

    private Lab lab;

    @BeforeEach
    void openTheLab() throws IOException {
        lab = new Lab(Programs.BUILT, root, Wheel.of("lantern", "1.0"));
    }

    @AfterEach
    void closeTheLab() {
        lab.close();
    }

    @Test
    void namesTheMachineThatLacksTheDiskForABuildBeforeItIsAskedFor() throws Exception {
        Program controller = lab.controller(0);
        Rest operator = lab.operator(controller);
        lab.agent(Map.of(
                "lamplighter.directory",
                lab.agentDirectory().toString(),
                "lamplighter.controller.url",
                controller.address(),
                "lamplighter.controller.machine-name",
                Lab.MACHINE,
                "lamplighter.controller.join-token-file",
                lab.joinToken(operator, 1).toString(),
                "lamplighter.execution.disk-reserve",
                "1P", // so that no disk has room
                "quarkus.http.port",
                "0"));
        operator.apply(lab.manifests("lantern", "lantern"));
        await().atMost(Program.PATIENCE)
                .untilAsserted(
                        () -> assertThat(facts(operator).path("sources")).anyMatch(RoomOnDiskTest::isShelfWithinReach));
        Path manifests = lab.write("torch.yaml", lab.manifests("lantern", "torch==2.11.0"));

        Program asked = lab.lamp(operator, "what-if", "-f", manifests.toString());

        assertThat(asked.exit()).as(asked::log).isZero();
        assertThat(asked.log())
                .contains("1 placement, 1 without room on disk", "takes 4.8 GiB of disk")
                .contains("no room for it on 1 machine (" + Lab.MACHINE + ")");
        JsonNode disk = facts(operator).path("disk");
        assertThat(disk.path("reserveBytes").asLong()).isEqualTo(PEBIBYTE);
        assertThat(disk.path("freeBytes").asLong())
                .isBetween(0L, disk.path("totalBytes").asLong());
        Program described = lab.lamp(operator, "describe", "machine", Lab.MACHINE);
        assertThat(described.exit()).as(described::log).isZero();
        assertThat(described.log())
                .containsPattern("Disk: +about .* free where environments are kept, 1.0 PiB of it kept free");
    }

    private static boolean isShelfWithinReach(JsonNode source) {
        return source.path("name").asText().equals("shelf")
                && source.path("reachable").asBoolean();
    }

    private static JsonNode facts(Rest operator) {
        return Rest.json(operator.get("/api/v1/machines/" + Lab.MACHINE)).path("facts");
    }
}
