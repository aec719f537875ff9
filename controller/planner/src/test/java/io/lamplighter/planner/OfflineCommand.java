package io.lamplighter.planner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lamplighter.api.json.Wire;
import io.lamplighter.api.machine.ComputeCapability;
import io.lamplighter.api.machine.CudaState;
import io.lamplighter.api.machine.PlanningFacts;
import io.lamplighter.api.machine.SourceReading;
import io.lamplighter.api.manifest.Environment;
import io.lamplighter.api.plan.Explanation.Considered;
import io.lamplighter.api.plan.Explanation.Verdict;
import io.lamplighter.api.plan.Resolution;
import io.lamplighter.planner.Planner.Decision;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The flags of {@code lamp plan} as the page of worked examples writes them.
 *
 * @param glibc absent where the platform has none
 */
record OfflineCommand(
        String platform,
        @Nullable String glibc,
        String driver,
        List<String> gpus,
        List<String> pythons,
        List<String> sources) {
    static OfflineCommand parse(String command) {
        List<String> words = List.of(command.split(" ", -1));
        assertThat(words).startsWith("lamp", "plan", "-f", "environment.yaml").endsWith("-o", "json");
        Map<String, List<String>> flags = new HashMap<>();
        for (int i = 4; i < words.size(); i += 2) {
            flags.computeIfAbsent(words.get(i), _ -> new ArrayList<>()).add(words.get(i + 1));
        }
        assertThat(flags.keySet())
                .isSubsetOf("--platform", "--glibc", "--driver", "--gpu", "--python", "--source", "-o");
        return new OfflineCommand(
                all(flags, "--platform").getFirst(),
                all(flags, "--glibc").stream().findFirst().orElse(null),
                all(flags, "--driver").getFirst(),
                all(flags, "--gpu"),
                all(flags, "--python"),
                all(flags, "--source"));
    }

    private static List<String> all(Map<String, List<String>> flags, String flag) {
        return flags.getOrDefault(flag, List.of());
    }

    PlanningFacts facts(List<SourceReading> readings) {
        int dash = platform.indexOf('-');
        return new PlanningFacts(
                platform.substring(0, dash),
                platform.substring(dash + 1),
                glibc,
                driver.equals("none") ? new CudaState.Absent() : new CudaState.Loaded(driver, null),
                gpus.stream()
                        .map(gpu -> new PlanningFacts.Gpu("GPU", ComputeCapability.parse(gpu)))
                        .toList(),
                pythons,
                readings);
    }

    /** The answer in the fields that scripts rely on. */
    static JsonNode answer(Environment environment, Decision decision) {
        ObjectNode answer = Wire.mapper().createObjectNode();
        answer.put("resolution", decision.resolution() instanceof Resolution.Resolved ? "resolved" : "rejected");
        answer.put("installer", environment.spec().usesConda() ? "conda" : "pip");
        answer.putArray("reasons");
        if (decision.resolution() instanceof Resolution.Rejected rejected) {
            answer.set("reasons", Wire.mapper().valueToTree(rejected.reasons()));
        }
        for (Considered line : decision.explanation().candidates()) {
            if (line.verdict() == Verdict.CHOSEN) {
                answer.put("torch", line.torch());
                answer.put("build", line.build());
                answer.put("cuda", cuda(line));
            }
            answer.withArray("candidates")
                    .addObject()
                    .put("torch", line.torch())
                    .put("build", line.build())
                    .put("kept", line.verdict() != Verdict.EXCLUDED)
                    .put("because", line.because());
        }
        return answer;
    }

    /** By the name, which says of a default build what it is; conda's {@code cuda} is planned for 12 on this page. */
    private static @Nullable String cuda(Considered line) {
        String label = line.name().substring(line.name().lastIndexOf(' ') + 1);
        return switch (label) {
            case "cpu" -> null;
            case "cuda" -> "12";
            default -> label.substring(2, label.length() - 1) + "." + label.charAt(label.length() - 1);
        };
    }
}
