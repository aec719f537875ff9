package io.lamplighter.agent.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.agent.nvml.Nvml;
import io.lamplighter.agent.nvml.NvmlLocations;
import io.lamplighter.agent.nvml.NvmlReading;
import io.lamplighter.agent.nvml.NvmlStandIn;
import io.lamplighter.agent.nvml.Sleep;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserMemoryTest {
    @TempDir
    Path root;

    private NvmlStandIn library;
    private UserMemory memory;

    @BeforeEach
    void startWithOneGpu() throws Exception {
        library = NvmlStandIn.in(root.resolve("library")).gpu("GPU-a", "0000:01:00");
        library.set("0.graphics", "");
        memory = new UserMemory(root);
    }

    @Test
    void addsUpWhatTheProcessesOfAnAccountHold() throws Exception {
        account("me");
        library.set("0.processes", "11:1000,12:500").set("0.graphics", "13:24");
        process(11);
        process(12);
        process(13);

        memory.read(read());

        assertThat(memory.byGpu()).isEqualTo(Map.of("GPU-a", Map.of("me", 1524L)));
    }

    @Test
    void countsAProcessOnceThatComputesAndDraws() throws Exception {
        account("me");
        library.set("0.processes", "11:1000").set("0.graphics", "11:1000,12:24");
        process(11);
        process(12);

        memory.read(read());

        assertThat(memory.byGpu()).isEqualTo(Map.of("GPU-a", Map.of("me", 1024L)));
    }

    @Test
    void namesAnAccountByItsNumberWhereTheFileHasNoName() throws Exception {
        library.set("0.processes", "11:1000");
        process(11);

        memory.read(read());

        assertThat(memory.byGpu().get("GPU-a")).containsOnlyKeys(uid());
    }

    @Test
    void doesNotKnowWhoseAProcessIsThatItCannotSeeAndLeavesOutWhatHoldsAnUnknownAmount() throws Exception {
        library.set("0.processes", "11:1000,12");

        memory.read(read());

        assertThat(memory.byGpu().get("GPU-a")).isEqualTo(Map.of("unknown", 1000L));
    }

    @Test
    void saysNothingWhereTheDriverDoesNotAnswer() throws Exception {
        memory.read(read());
        memory.read(new NvmlReading.Unresponsive(Instant.EPOCH));

        assertThat(memory.byGpu()).isEmpty();
    }

    @Test
    void keepsTheTwentyLargestApart() {
        Map<String, Long> many = IntStream.rangeClosed(1, 25)
                .boxed()
                .collect(Collectors.toMap(number -> "user" + number, number -> (long) number));

        Map<String, Long> bounded = UserMemory.bounded(many);

        assertThat(bounded)
                .hasSize(21)
                .containsEntry("user25", 25L)
                .containsEntry("user6", 6L)
                .containsEntry("other", 15L);
    }

    private void process(int pid) throws Exception {
        Files.createDirectories(root.resolve("proc/" + pid));
    }

    private void account(String name) throws Exception {
        Files.createDirectories(root.resolve("etc"));
        Files.writeString(
                root.resolve("etc/passwd"),
                "daemon:x:1:1::/:\n" + name + ":x:" + uid() + ":0::/home:/bin/sh\nbroken\n");
    }

    private String uid() throws Exception {
        return String.valueOf(Files.getAttribute(root, "unix:uid"));
    }

    private NvmlReading read() throws InterruptedException {
        return new Nvml(
                        new NvmlLocations(List.of(library.library())),
                        Sleep.NEVER,
                        Duration.ofMinutes(1),
                        () -> Instant.EPOCH,
                        _ -> {})
                .read();
    }
}
