package io.lamplighter.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.lab.Lab;
import io.lamplighter.lab.Program;
import io.lamplighter.lab.Programs;
import io.lamplighter.lab.Rest;
import io.lamplighter.lab.Wheel;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first machine solves and proves; the second installs exactly that, whatever its index has by then. */
class SharedLockTest {
    private static final String SECOND = "bench-2";

    @TempDir
    Path root;

    private Lab lab;

    @BeforeEach
    void openTheLab() throws IOException {
        lab = new Lab(Programs.BUILT, root, Wheel.of("lantern", "1.0"), Wheel.of("wick", "2.1"));
    }

    @AfterEach
    void closeTheLab() {
        lab.close();
    }

    @Test
    void installsOnTheSecondMachineWhatTheFirstProvedWithoutASolve() throws Exception {
        Program controller = lab.controller(0);
        Rest operator = lab.operator(controller);
        Path token = lab.joinToken(operator, 2);
        Program first = lab.agent(controller.address(), token);
        operator.apply(lab.manifests("lantern", "lantern<2", "wick"));
        lab.awaitConverged(operator, "lantern");
        String plan = lab.placement(operator, "lantern").path("plan").asText();
        lab.index().add(Wheel.of("lantern", "1.5")); // what a solve would take now

        Program second = lab.agent(SECOND, controller.address(), token);
        lab.awaitConverged(operator, SECOND, "lantern");

        JsonNode placement = lab.placement(operator, SECOND, "lantern");
        JsonNode locks = Rest.json(operator.get("/api/v1/locks/" + plan));
        assertThat(placement.path("plan").asText()).isEqualTo(plan);
        assertThat(placement.at("/run/checks").toString()).contains("the files that another machine proved");
        assertThat(lab.python(SECOND, "lantern", "import lantern; print(lantern.__version__)"))
                .isEqualTo("1.0");
        assertThat(lock(Lab.MACHINE)).hasSameTextualContentAs(lock(SECOND));
        assertThat(lock(SECOND)).hasContent(locks.at("/0/json").asText());
        assertThat(locks.at("/0/pathfinder").asText()).isEqualTo(Lab.MACHINE);
        assertThat(solvedProject(Lab.MACHINE)).exists();
        assertThat(solvedProject(SECOND)).doesNotExist();
        assertThat(first.log()).contains("is the controller's now");
        assertThat(second.log()).doesNotContain("is the controller's now");
        assertThat(said(operator, 0, "lock", "get", "lantern"))
                .contains("Proved by:  " + Lab.MACHINE)
                .contains("lantern-1.0-py3-none-any.whl");
        assertThat(said(operator, 0, "lock", "diff", SECOND + "/lantern"))
                .contains("From:  what " + SECOND + " has: generation " + plan.substring(0, 12) + "-1")
                .endsWith("0 changed, 0 rebuilt, 0 added, 0 removed, 2 the same\n");
        assertThat(said(operator, 0, "lock", "export", SECOND + "/lantern", "--format", "pylock"))
                .contains(lab.index().url().replace("/simple", "/files/wick-2.1-py3-none-any.whl"));
    }

    private String said(Rest operator, int exit, String... command) throws InterruptedException {
        Program lamp = lab.lamp(operator, command);
        assertThat(lamp.exit()).as(lamp::log).isEqualTo(exit);
        return lamp.log();
    }

    private Path lock(String machine) {
        return lab.generation(machine, "lantern").resolve("lock.json");
    }

    /** What a solve is given. */
    private Path solvedProject(String machine) {
        return lab.agentDirectory(machine).resolve("workshop/given/pyproject.toml");
    }
}
