package io.lamplighter.bench;

import io.lamplighter.lab.Lab;
import io.lamplighter.lab.NvmlCards;
import io.lamplighter.lab.Program;
import io.lamplighter.lab.Programs;
import io.lamplighter.lab.Rest;
import io.lamplighter.lab.Wheel;
import java.io.BufferedReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prints what docs/performance.md reports. Only {@code make bench} runs it: its name is none of a test's. */
class Bench {
    private static final int MACHINES = 200;
    private static final int POLLS_PER_SECOND = 1_700;
    private static final int PACKAGES = 100;
    private static final int STARTS = 7;
    private static final Duration WARM_UP = Duration.ofSeconds(60);
    private static final Duration MEASURED = Duration.ofSeconds(30);
    private static final Duration REST = Duration.ofSeconds(60);
    private static final Duration COMPILED = Duration.ofMinutes(2); // by then what runs again and again is
    private static final int GPUS = 8;
    private static final String NATIVE = "nvml";
    private static final Duration SCRAPE = Duration.ofSeconds(15);
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final int ENVIRONMENTS = 5;
    private static final int SCRAPES = 400;

    @TempDir
    Path root;

    private final Wheel[] wheels = IntStream.range(0, PACKAGES)
            .mapToObj(i -> Wheel.of("lantern" + i, "1.0"))
            .toArray(Wheel[]::new);
    private Lab lab;

    @BeforeEach
    void openTheLab() throws Exception {
        lab = new Lab(Programs.PACKAGED, root, wheels);
    }

    @AfterEach
    void closeTheLab() {
        lab.close();
    }

    @Test
    void measuresUnchangedPolls() throws Exception {
        Program controller = lab.controller(0);
        Rest operator = lab.operator(controller);
        String joinToken = Files.readString(lab.joinToken(operator, MACHINES));
        List<PollingMachine> machines = new ArrayList<>();
        for (int i = 0; i < MACHINES; i++) {
            PollingMachine machine = new PollingMachine("machine-" + i, URI.create(controller.address()));
            machine.enrol(joinToken);
            machines.add(machine);
        }
        var load = new PollLoad(machines, POLLS_PER_SECOND);
        var figures = new ProcessFigures(controller.id());

        load.run(WARM_UP);
        Duration before = figures.cpu();
        Duration inKernelBefore = figures.cpuInKernel();
        long polls = load.run(MEASURED);
        Duration used = figures.cpu().minus(before);
        Duration inKernel = figures.cpuInKernel().minus(inKernelBefore);

        row(
                "unchanged polls a second, over %d kept connections".formatted(MACHINES),
                "",
                (double) polls / MEASURED.toSeconds());
        row("controller CPU per unchanged poll, µs", "≤ 25", used.toNanos() / 1e3 / polls);
        row("of it in the kernel, µs", "", inKernel.toNanos() / 1e3 / polls);
        row("controller PSS / RSS under these polls, MiB", "", figures.pssMib(), figures.rssMib());
        for (PollingMachine machine : machines) {
            machine.close();
        }
    }

    @Test
    void measuresAnAgentAtRestAndWhatALookCosts() throws Exception {
        Program controller = controller();
        Rest operator = lab.operator(controller);
        Map<String, String> properties = agentOf(controller, operator);
        Program builder = lab.agent(properties);
        operator.apply(lab.manifests(
                "hundred",
                IntStream.range(0, PACKAGES).mapToObj(i -> "lantern" + i).toArray(String[]::new)));
        lab.awaitConverged(operator, "hundred");
        builder.close();

        Program agent = lab.agent(properties);
        Rest metrics = new Rest(agent.address(), "");
        double atRest = share(agent, metrics, COMPILED, REST);
        var figures = new ProcessFigures(agent.id());
        row(
                "agent PSS / RSS, with a library of %d GPUs, MiB".formatted(GPUS),
                "≤ 90",
                figures.pssMib(),
                figures.rssMib());
        row("of it changed by the agent, which no file gives back, MiB", "", figures.anonymousMib());
        row("agent CPU at rest (poll 10 s, scrape 15 s, probe 10 s), %", "≤ 0.3", atRest * 100);
        agent.close();

        properties.put("lamplighter.execution.check-every", "PT" + LOOK.toMillis() / 1e3 + "S");
        Program looking = lab.agent(properties);
        double busy = share(looking, new Rest(looking.address(), ""), COMPILED, MEASURED);
        row(
                "agent CPU of a no-op look at %d packages, ms".formatted(PACKAGES),
                "≤ 50",
                (busy - atRest) * LOOK.toMillis());
    }

    /** Over HTTP, as Prometheus asks, one after the other. */
    @Test
    void measuresScrapes() throws Exception {
        Program controller = controller();
        Rest operator = lab.operator(controller);
        Program agent = lab.agent(agentOf(controller, operator));
        List<String> environments = IntStream.range(0, ENVIRONMENTS)
                .mapToObj(number -> "torch" + number)
                .toList();
        for (String environment : environments) {
            operator.apply(lab.manifests(environment, "lantern0").replace("name: everybody", "name: " + environment));
        }
        for (String environment : environments) {
            lab.awaitConverged(operator, environment);
        }
        Rest metrics = new Rest(agent.address(), "");
        for (String scrapes : List.of("first", "next", "next after these")) {
            scrapes(agent, metrics, scrapes);
        }
    }

    private static void scrapes(Program agent, Rest metrics, String which) {
        var figures = new ProcessFigures(agent.id());
        Duration before = figures.cpu().minus(figures.cpuOf(NATIVE));
        List<Double> times = new ArrayList<>();
        int length = 0;
        for (int i = 0; i < SCRAPES; i++) {
            long begun = System.nanoTime();
            length = metrics.get("/metrics").body().length();
            times.add((System.nanoTime() - begun) / 1e6);
        }
        Duration used = figures.cpu().minus(figures.cpuOf(NATIVE)).minus(before);
        row("%s %d scrapes, %d KiB each, median, ms".formatted(which, SCRAPES, length / 1024), "≤ 5", median(times));
        row("CPU of each, ms", "≤ 1", used.toNanos() / 1e6 / SCRAPES);
    }

    private Program controller() {
        return lab.controller(Map.of(
                "lamplighter.directory", lab.path("controller").toString(),
                "lamplighter.checkin.poll-interval", "10s",
                "quarkus.http.port", "0"));
    }

    private Map<String, String> agentOf(Program controller, Rest operator) throws Exception {
        return new TreeMap<>(Map.of(
                "lamplighter.directory", lab.agentDirectory().toString(),
                "lamplighter.controller.url", controller.address(),
                "lamplighter.controller.machine-name", Lab.MACHINE,
                "lamplighter.controller.join-token-file",
                        lab.joinToken(operator, 1).toString(),
                "lamplighter.telemetry.nvml",
                        NvmlCards.library(lab.path("nvml"), GPUS).toString(),
                "quarkus.http.port", "0"));
    }

    @Test
    void measuresStarts() throws Exception {
        row("agent start until it listens, ms (median of %d)".formatted(STARTS), "≤ 300", start(lab::agent));
        row("controller start until it listens, ms (median)", "", start(lab::controller));
        Program controller = lab.controller(0);
        Rest operator = lab.operator(controller);
        row("lamp status, ms (median)", "", lamp(operator, "status"));
        Path torch = Files.writeString(root.resolve("torch.yaml"), """
                apiVersion: lamplighter.io/v1
                kind: Environment
                metadata: {name: torch}
                spec: {python: ">=3.10", stages: [{name: framework, packages: [torch, torchvision]}]}
                """);
        row(
                "lamp plan, cold, ms (median)",
                "≤ 500",
                lamp(
                        operator,
                        "plan -f %s --platform linux-x86_64 --glibc 2.35 --driver 535.183.01 --gpu 8.6 -o json"
                                .formatted(torch)
                                .split(" ")));
    }

    @Test
    void measuresThePlanner() throws Exception {
        measureApart(PlannerBench.class);
    }

    @Test
    void measuresWhetherAChangeMayBegin() throws Exception {
        measureApart(PermitBench.class);
    }

    /** In a program of its own, because the compiler of this JVM stops early. */
    private static void measureApart(Class<?> bench) throws Exception {
        String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classes,
                        bench.getName())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader lines = program.inputReader()) {
            lines.lines().filter(line -> line.startsWith("|")).forEach(System.out::println);
        }
        if (program.waitFor() != 0) {
            throw new IllegalStateException(bench.getSimpleName() + " ended with " + program.exitValue());
        }
    }

    private double lamp(Rest operator, String... arguments) throws InterruptedException {
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < STARTS; i++) {
            long begun = System.nanoTime();
            lab.lamp(operator, arguments).exit();
            times.add((System.nanoTime() - begun) / 1e6);
        }
        return median(times);
    }

    /**
     * The share of one core that an agent takes, while it is scraped, after it has come to rest. The thread that calls
     * NVIDIA's library does not count: in the tests' library each call reads a file.
     */
    private static double share(Program program, Rest metrics, Duration rest, Duration duration)
            throws InterruptedException {
        scrape(metrics, rest);
        var figures = new ProcessFigures(program.id());
        Duration before = figures.cpu();
        Duration beforeNative = figures.cpuOf(NATIVE);
        scrape(metrics, duration);
        Duration used = figures.cpu().minus(before).minus(figures.cpuOf(NATIVE).minus(beforeNative));
        return (double) used.toNanos() / duration.toNanos();
    }

    private static void scrape(Rest metrics, Duration duration) throws InterruptedException {
        for (Duration passed = Duration.ZERO; passed.compareTo(duration) < 0; passed = passed.plus(SCRAPE)) {
            metrics.get("/metrics");
            Thread.sleep(SCRAPE);
        }
    }

    private double start(Function<Map<String, String>, Program> program) {
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < STARTS; i++) {
            Map<String, String> properties =
                    Map.of("lamplighter.directory", lab.path("start").toString(), "quarkus.http.port", "0");
            long begun = System.nanoTime();
            try (Program started = program.apply(properties)) {
                while (!started.log().contains("Listening on")) {
                    Thread.onSpinWait();
                }
                times.add((System.nanoTime() - begun) / 1e6);
            }
        }
        return median(times);
    }

    static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    static void row(String what, String aim, double... values) {
        var measured = new StringBuilder();
        for (double value : values) {
            measured.append(measured.isEmpty() ? "" : " / ").append("%.4g".formatted(value));
        }
        System.out.printf("| %-58s | %18s | %6s |%n", what, measured, aim);
    }
}
