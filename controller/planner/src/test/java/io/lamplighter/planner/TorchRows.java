package io.lamplighter.planner;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.api.machine.ComputeCapability;
import io.lamplighter.api.machine.CudaState;
import io.lamplighter.api.machine.PlanningFacts;
import io.lamplighter.api.manifest.Environment;
import io.lamplighter.api.plan.Candidate;
import io.lamplighter.api.plan.CondaCandidate;
import io.lamplighter.api.plan.Explanation;
import io.lamplighter.api.plan.Plan;
import io.lamplighter.api.plan.Step;
import io.lamplighter.planner.RandomLab.Case;
import io.lamplighter.planner.catalog.Catalog;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The rows of the catalog's files as they stand there, read without the planner: what a plan must keep. */
final class TorchRows {
    private final YamlRows rows;

    private TorchRows(YamlRows rows) {
        this.rows = rows;
    }

    static TorchRows shipped() {
        return new TorchRows(YamlRows.of(Catalog.shipped().texts()));
    }

    static boolean hasTorchOfPip(Plan plan) {
        return solve(plan).flatMap(solve -> solve.choice().stream()).findAny().isPresent();
    }

    /** What is tried first, by either installer; {@code as written} where nothing had to be chosen. */
    static String choice(Plan plan) {
        return Stream.concat(
                        solve(plan).map(solve -> solve.candidates().getFirst().name()),
                        condaSolve(plan)
                                .map(solve -> solve.candidates().getFirst().name()))
                .findFirst()
                .orElseThrow();
    }

    private static Stream<Step.Solve> solve(Plan plan) {
        return plan.steps().stream().filter(Step.Solve.class::isInstance).map(Step.Solve.class::cast);
    }

    private static Stream<Step.SolveConda> condaSolve(Plan plan) {
        return plan.steps().stream().filter(Step.SolveConda.class::isInstance).map(Step.SolveConda.class::cast);
    }

    /** Whether builds of torch were judged at all. */
    boolean isExplained(Explanation explanation) {
        return explanation.candidates().stream().anyMatch(line -> line.torch() != null);
    }

    /** Every build of the machine's platform at the source that has it. */
    List<String> allOf(Case each) {
        String platform = each.facts().platform();
        List<String> all = new ArrayList<>();
        if (each.environment().spec().usesConda()) {
            for (JsonNode row : rows.on("conda.yaml", "builds", platform)) {
                row.get("releases")
                        .forEach(release -> all.add(release.asText() + " "
                                + row.get("label").asText() + " of "
                                + row.get("channels").get(0).asText()));
            }
            return all;
        }
        for (JsonNode release : rows.list("torch.yaml", "releases")) {
            String version = release.get("version").asText();
            YamlRows.on(platform, release.path("tree"))
                    .forEach(row -> row.get("builds")
                            .forEach(build -> all.add(version + " " + build.asText() + " of pytorch")));
            YamlRows.on(platform, release.get("index")).forEach(_ -> all.add(version + " default of pypi"));
        }
        return all;
    }

    /** A sentence for everything that a candidate of the plan does not keep. */
    List<String> brokenBy(Plan plan, Environment environment, PlanningFacts facts) {
        List<String> broken = new ArrayList<>();
        solve(plan)
                .flatMap(solve -> solve.candidates().stream())
                .filter(candidate -> candidate.name().startsWith("torch "))
                .forEach(candidate -> pip(candidate, plan, environment, facts)
                        .forEach(what -> broken.add(candidate.name() + ": " + what + " on " + facts)));
        condaSolve(plan)
                .flatMap(solve -> solve.candidates().stream())
                .filter(candidate -> candidate.name().startsWith("torch "))
                .forEach(candidate -> conda(candidate, environment, facts)
                        .forEach(what -> broken.add(candidate.name() + ": " + what + " on " + facts)));
        return broken;
    }

    private List<String> pip(Candidate candidate, Plan plan, Environment environment, PlanningFacts facts) {
        String[] words = candidate.name().split(" ", -1);
        Candidate.Placement placement = candidate.placements().get("torch");
        boolean tree = placement != null && placement.build() != null;
        String source = placement == null ? "pypi" : placement.source().toString();
        JsonNode release = YamlRows.one(rows.list("torch.yaml", "releases"), "version", words[1]);
        JsonNode row = YamlRows.on(facts.platform(), release.path(tree ? "tree" : "index"))
                .filter(each -> tree
                        ? YamlRows.texts(each.get("builds")).contains(words[2])
                        : each.get("build").asText().equals(words[2]))
                .findFirst()
                .orElse(null);
        if (row == null) {
            return List.of("no such file");
        }
        List<String> broken = new ArrayList<>();
        String python = plan.only(Step.CreateEnvironment.class).python().replaceAll(".*==(3\\.\\d+)\\.\\*$", "$1");
        check(YamlRows.texts(row.get("pythons")).contains(python), "no file for Python " + python, broken);
        check(facts.pythons().stream().anyMatch(version -> version.startsWith(python + ".")), "no Python", broken);
        JsonNode tag = YamlRows.one(
                rows.list("torch.yaml", "tags"), "tag", row.get("tag").asText());
        check(facts.glibc() == null || compare(tag.get("glibc").asText(), facts.glibc()) <= 0, "glibc", broken);
        facts.sources().stream()
                .filter(reading -> reading.name().toString().equals(source))
                .forEach(reading -> {
                    check(reading.reachable(), "unreachable", broken);
                    check(
                            !tree
                                    || reading.builds().isEmpty()
                                    || reading.builds().contains(words[2]),
                            "not there",
                            broken);
                });
        if (!facts.gpus().isEmpty() && !environment.spec().compute().isCpu()) {
            String series = words[1].substring(0, words[1].lastIndexOf('.'));
            JsonNode code = rows.on("torch.yaml", "builds", facts.platform()).stream()
                    .filter(each -> each.get("series").asText().equals(series)
                            && each.get("build").asText().equals(words[2]))
                    .findFirst()
                    .orElse(null);
            gpus(cuda(words[2]), code, environment, facts, broken);
        } else {
            check(words[2].equals("cpu") || !tree, "CUDA from a tree for a processor", broken);
        }
        return broken;
    }

    private List<String> conda(CondaCandidate candidate, Environment environment, PlanningFacts facts) {
        String[] words = candidate.name().split(" ", -1);
        JsonNode row = rows.on("conda.yaml", "builds", facts.platform()).stream()
                .filter(each -> YamlRows.texts(each.get("releases")).contains(words[1])
                        && each.get("label").asText().equals(words[2]))
                .findFirst()
                .orElse(null);
        if (row == null) {
            return List.of("no such form");
        }
        List<String> broken = new ArrayList<>();
        YamlRows.texts(row.get("channels"))
                .forEach(channel -> check(
                        facts.sources().stream()
                                .anyMatch(reading -> reading.name().toString().equals(channel) && reading.reachable()),
                        channel + " is out of reach",
                        broken));
        if (!facts.gpus().isEmpty() && !environment.spec().compute().isCpu()) {
            gpus(row.path("cuda").asText(null), row.has("codeOf") ? null : row, environment, facts, broken);
        } else {
            check(words[2].equals("cpu"), "CUDA for a processor", broken);
        }
        return broken;
    }

    private void gpus(
            @Nullable String cuda,
            @Nullable JsonNode code,
            Environment environment,
            PlanningFacts facts,
            List<String> broken) {
        if (cuda == null) {
            broken.add("a CPU build on GPUs");
            return;
        }
        String driver = ((CudaState.Working) facts.driver()).version();
        String os = facts.os().equals("windows") ? "windows" : "linux";
        int major = Integer.parseInt(cuda.replaceAll("\\..*", ""));
        JsonNode minimum = major < 11
                ? YamlRows.one(rows.list("drivers.yaml", "toolkits"), "cuda", cuda)
                : YamlRows.one(rows.list("drivers.yaml", "families"), "cuda", Integer.toString(major));
        check(compare(minimum.get(os).asText(), driver) <= 0, "driver " + driver + " for CUDA " + cuda, broken);
        String compute = environment.spec().compute().text();
        check(!compute.startsWith("cuda==") || compute.equals("cuda==" + cuda), compute, broken);
        check(!compute.startsWith("cuda>=") || compare(cuda, compute.substring(6)) >= 0, compute, broken);
        facts.gpus().stream().filter(environment.spec().gpus()::counts).forEach(gpu -> {
            check(isServed(driver, gpu.computeCapability()), driver + " does not serve " + gpu, broken);
            check(code == null || hasCode(code, gpu.computeCapability()), "no code for " + gpu, broken);
        });
    }

    private boolean isServed(String driver, ComputeCapability gpu) {
        int branch = Integer.parseInt(driver.replaceAll("\\..*", ""));
        return StreamSupport.stream(rows.list("drivers.yaml", "branches").spliterator(), false)
                .filter(row -> compare(row.get("from").asText(), gpu.toString()) <= 0
                        && compare(row.get("to").asText(), gpu.toString()) >= 0)
                .allMatch(row -> branch < row.path("next").asInt(Integer.MAX_VALUE)
                        && branch >= row.path("first").asInt(0));
    }

    private boolean hasCode(JsonNode code, ComputeCapability gpu) {
        boolean integrated =
                YamlRows.texts(rows.list("drivers.yaml", "integrated"), "gpu").contains(gpu.toString());
        List<String> built = new ArrayList<>(YamlRows.texts(code.path("gpus")));
        built.addAll(YamlRows.texts(code.path("unsure")));
        return built.isEmpty()
                || code.has("ptx")
                || built.stream()
                        .map(ComputeCapability::parse)
                        .anyMatch(each -> each.equals(gpu)
                                || (!integrated && each.major() == gpu.major() && each.minor() < gpu.minor()));
    }

    private static @Nullable String cuda(String build) {
        return build.equals("cpu")
                ? null
                : build.substring(2, build.length() - 1) + "." + build.charAt(build.length() - 1);
    }

    private static void check(boolean kept, String what, List<String> broken) {
        if (!kept) {
            broken.add(what);
        }
    }

    private static int compare(String one, String other) {
        String[] left = one.split("\\.", -1);
        String[] right = other.split("\\.", -1);
        for (int i = 0; i < Math.max(left.length, right.length); i++) {
            int difference = Integer.compare(number(left, i), number(right, i));
            if (difference != 0) {
                return difference;
            }
        }
        return 0;
    }

    private static int number(String[] parts, int at) {
        return at < parts.length ? Integer.parseInt(parts[at]) : 0;
    }
}
