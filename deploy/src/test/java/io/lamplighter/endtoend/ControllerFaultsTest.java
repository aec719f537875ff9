package io.lamplighter.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.api.json.Wire;
import io.lamplighter.api.machine.CudaState;
import io.lamplighter.api.machine.MachineFacts;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.api.name.Sha256;
import io.lamplighter.api.wire.Enrolment;
import io.lamplighter.lab.Lab;
import io.lamplighter.lab.Ports;
import io.lamplighter.lab.Program;
import io.lamplighter.lab.Programs;
import io.lamplighter.lab.Rest;
import io.lamplighter.lab.Wheel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A controller that dies, and one that is away. */
class ControllerFaultsTest {
    private static final int KILLS = 3;
    private static final int WRITES_BEFORE_A_KILL = 40;

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
    void losesNothingThatItAcknowledgedWhenItIsKilledUnderWrites() throws Exception {
        Queue<String> environments = new ConcurrentLinkedQueue<>();
        Queue<String> machines = new ConcurrentLinkedQueue<>();
        AtomicInteger next = new AtomicInteger();

        for (int kill = 0; kill < KILLS; kill++) {
            Program controller = lab.controller(0);
            Rest operator = lab.operator(controller);
            String joinToken = Files.readString(lab.joinToken(operator, 10_000));
            int acknowledged = environments.size() + machines.size();
            try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int writer = 0; writer < 4; writer++) {
                    boolean applies = writer % 2 == 0;
                    writers.execute(() -> writeUntilItDies(() -> {
                        String name = "name-" + next.incrementAndGet();
                        HttpResponse<String> answer = applies
                                ? operator.apply(environment(name))
                                : operator.post("/agent/v1/enrolments", "application/json", enrolment(name, joinToken));
                        if (answer.statusCode() / 100 == 2) {
                            (applies ? environments : machines).add(name);
                        }
                    }));
                }
                await().atMost(Program.PATIENCE)
                        .until(() -> environments.size() + machines.size() >= acknowledged + WRITES_BEFORE_A_KILL);
                controller.kill();
            }
        }

        Rest operator = lab.operator(lab.controller(0));
        assertThat(names(operator, "environments", "/manifest/metadata/name")).containsAll(environments);
        assertThat(names(operator, "machines", "/name")).containsAll(machines);
    }

    @Test
    void leavesTheAgentToItsAssignmentWhileItIsAway() throws Exception {
        Program controller = lab.controller(Ports.free());
        String address = controller.address();
        Rest operator = lab.operator(controller);
        Program agent = lab.agent(address, lab.joinToken(operator, 1));
        lab.index().holdFiles();
        operator.apply(lab.manifests("lantern", "lantern"));
        lab.index().awaitHeldRequest();

        controller.kill();
        agent.kill();
        lab.index().releaseFiles();
        lab.agent(address, lab.path("no-token-needed"));
        await().atMost(Program.PATIENCE)
                .until(() -> Files.exists(lab.agentDirectory().resolve("bin/lantern-python")));
        assertThat(lab.python("lantern", "import lantern; print(lantern.__version__)"))
                .isEqualTo("1.0");
        Rest back = lab.operator(lab.controller(Lab.port(address)));

        lab.awaitConverged(back, "lantern");
        assertThat(lab.placement(back, "lantern").at("/run/generation").asText())
                .isEqualTo(lab.generation("lantern").getFileName().toString());
    }

    private static void writeUntilItDies(Runnable write) {
        try {
            while (true) {
                write.run();
            }
        } catch (UncheckedIOException e) {
            // it was killed: what was under way was not acknowledged
        }
    }

    private static List<String> names(Rest operator, String kind, String pointer) {
        List<String> names = new ArrayList<>();
        String after = "";
        while (true) {
            JsonNode page = Rest.json(operator.get("/api/v1/" + kind + "?limit=100" + after));
            page.path("items").forEach(item -> names.add(item.at(pointer).asText()));
            if (!page.hasNonNull("next")) {
                return names;
            }
            after = "&continue=" + page.path("next").asText();
        }
    }

    private static String environment(String name) {
        return """
                apiVersion: lamplighter.io/v1
                kind: Environment
                metadata: {name: %s}
                spec: {python: "3.11", stages: [{name: all, packages: [lantern]}]}
                """.formatted(name);
    }

    private static String enrolment(String name, String joinToken) {
        var host = new MachineFacts.Host(name, "linux", "Debian", "6.1", "x86_64", "2.36", "any", 2, 1024, null);
        var facts = new MachineFacts(host, new CudaState.Absent(), List.of(), List.of(), List.of(), List.of(), null);
        return Wire.write(new Enrolment(new MachineName(name), joinToken, Sha256.of(name), "0.1.0", facts));
    }
}
