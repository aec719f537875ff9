package io.lamplighter.agent.verification;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.lamplighter.agent.durable.DurableFiles;
import io.lamplighter.agent.failure.Catalogue;
import io.lamplighter.agent.failure.FailureException;
import io.lamplighter.agent.installer.ConsistencyCheck;
import io.lamplighter.agent.installer.ConsistencyCheck.Consistency;
import io.lamplighter.agent.layout.Layout;
import io.lamplighter.agent.process.CommandResult;
import io.lamplighter.agent.process.CommandResult.Exited;
import io.lamplighter.agent.process.CommandResult.TimedOut;
import io.lamplighter.agent.process.CommandWatch;
import io.lamplighter.agent.process.WatchedCommands;
import io.lamplighter.api.json.Wire;
import io.lamplighter.api.manifest.GpuScope;
import io.lamplighter.api.run.CheckResult;
import io.lamplighter.api.run.CheckResult.OnGpu;
import io.lamplighter.api.run.CheckResult.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Runs {@code verify.py} with the generation's interpreter; what it imports is code of packages, and may do anything.
 */
public final class PythonVerifier implements Verifier {
    private static final String IMPORTS = "imports";
    private static final Duration PER_CHECK = Duration.ofMinutes(5);

    private final Layout layout;
    private final PythonProgram python;
    private final ConsistencyCheck installed;
    private final Duration perCheck;

    public PythonVerifier(Layout layout, WatchedCommands commands, ConsistencyCheck installed) {
        this(layout, commands, installed, PER_CHECK);
    }

    PythonVerifier(Layout layout, WatchedCommands commands, ConsistencyCheck installed, Duration perCheck) {
        this.layout = layout;
        this.python = new PythonProgram(layout, commands);
        this.installed = installed;
        this.perCheck = perCheck;
    }

    @Override
    public Verdict verify(Request request, CommandWatch watch)
            throws FailureException, IOException, InterruptedException {
        List<CheckResult> results = new ArrayList<>();
        if (request.extent() == Extent.WHOLE) {
            CheckResult files = RecordedFiles.check(request.generation(), python, watch);
            if (files.result() == Result.FAILED) {
                return new Verdict(List.of(files), ""); // nothing of it is started
            }
            results.add(files);
        }
        List<String> checks = new ArrayList<>(List.of(IMPORTS));
        request.checks().forEach(check -> checks.add(check.name().toLowerCase(Locale.ROOT)));
        List<Answer> answers = ask(request, checks, watch);
        answers.stream().map(Answer::result).forEach(results::add);
        if (request.extent() != Extent.STAGE) {
            results.add(results.size() - request.checks().size(), consistency(request.generation(), watch));
        }
        String log = answers.stream()
                .filter(answer -> answer.result().result() == Result.FAILED)
                .map(Answer::log)
                .findFirst()
                .orElse("");
        return new Verdict(results, log);
    }

    private List<Answer> ask(Request request, List<String> checks, CommandWatch watch)
            throws FailureException, IOException, InterruptedException {
        Path question = layout.given().resolve("verify.json");
        var asked = new Question(
                request.roots().distributions().stream().sorted().toList(),
                request.roots().condaPackages().stream().sorted().toList(),
                checks,
                request.cudaRequired(),
                request.gpus(),
                perCheck.toSeconds());
        Files.createDirectories(layout.given());
        DurableFiles.replace(question, Wire.write(asked).getBytes(UTF_8));
        CommandResult result = python.run(
                request.generation(),
                "verify.py",
                List.of("-I"),
                question.toString(),
                variables(request),
                perCheck.multipliedBy(checks.size() + 1),
                watch);
        return read(result, checks);
    }

    private static Map<String, String> variables(Request request) {
        return request.variables().entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(each -> each.getKey().value(), Map.Entry::getValue));
    }

    static List<Answer> read(CommandResult result, List<String> checks) throws FailureException {
        String output = switch (result) {
            case Exited(int _, String said) -> said;
            case TimedOut() -> throw new FailureException(Catalogue.named("VERIFICATION_FAILED", "no end in time"), "");
        };
        List<Answer> answers =
                output.lines().flatMap(line -> Answer.parse(line).stream()).toList();
        if (answers.size() != checks.size()) {
            throw new FailureException(
                    Catalogue.of(output).orElseGet(() -> Catalogue.named("VERIFICATION_FAILED", "it stopped half-way")),
                    output);
        }
        return answers;
    }

    private CheckResult consistency(Path generation, CommandWatch watch)
            throws FailureException, IOException, InterruptedException {
        Consistency found = installed.consistency(generation, watch);
        return new CheckResult(
                "consistency", found.holds() ? Result.PASSED : Result.FAILED, found.detail(), Duration.ZERO);
    }

    private record Question(
            List<String> roots,
            @JsonProperty("conda_roots") List<String> condaRoots,
            List<String> checks,
            @JsonProperty("cuda_required") boolean cudaRequired,
            GpuScope gpus,
            long seconds) {}

    private record Line(
            String check,
            String result,
            String detail,
            @Nullable String log,
            double seconds,
            @Nullable List<GpuLine> gpus) {
        CheckResult checkResult() {
            return new CheckResult(
                    check,
                    read(result),
                    detail,
                    duration(seconds),
                    gpus == null ? null : gpus.stream().map(GpuLine::onGpu).toList());
        }

        private static Result read(String word) {
            return Result.valueOf(word.toUpperCase(Locale.ROOT));
        }

        private static Duration duration(double seconds) {
            return Duration.ofMillis(Math.round(seconds * Duration.ofSeconds(1).toMillis()));
        }

        private record GpuLine(
                int device, String name, @Nullable String uuid, String result, String detail, double seconds) {
            OnGpu onGpu() {
                return new OnGpu(device, name, uuid, read(result), detail, duration(seconds));
            }
        }
    }

    /** One check's answer, with what it wrote. */
    record Answer(CheckResult result, String log) {
        static Optional<Answer> parse(String text) {
            if (!text.startsWith("{")) {
                return Optional.empty();
            }
            try {
                Line line = Wire.mapper().readValue(text, Line.class);
                return Optional.of(new Answer(line.checkResult(), Objects.requireNonNullElse(line.log, "")));
            } catch (JsonProcessingException | IllegalArgumentException e) {
                return Optional.empty(); // something that a library printed
            }
        }
    }
}
