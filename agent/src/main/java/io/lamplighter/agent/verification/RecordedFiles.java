package io.lamplighter.agent.verification;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.lamplighter.agent.failure.Catalogue;
import io.lamplighter.agent.failure.FailureException;
import io.lamplighter.agent.process.CommandResult;
import io.lamplighter.agent.process.CommandResult.Exited;
import io.lamplighter.agent.process.CommandResult.TimedOut;
import io.lamplighter.agent.process.CommandWatch;
import io.lamplighter.api.json.Wire;
import io.lamplighter.api.run.CheckResult;
import io.lamplighter.api.run.CheckResult.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The files of a generation's packages, compared with what each package's {@code RECORD} says of them. Installers
 * compare what they fetch, and trust their cache afterwards: a file that was altered or emptied there, as a power
 * failure does, is linked into every later environment without a word.
 *
 * <p>Python does it, without anything that was installed: its digests use the processor's instructions for them, which
 * a JVM without its second compiler does not, and PyTorch's five gigabytes then take nine times as long.
 *
 * @param compared how many
 * @param damaged how many of them, and records that are missing
 * @param first names of the first that are
 */
record RecordedFiles(int compared, int damaged, List<String> first) {
    private static final Duration TIMEOUT = Duration.ofMinutes(30);

    RecordedFiles {
        first = List.copyOf(first);
    }

    /** Reads all files of a generation. */
    static CheckResult check(Path generation, PythonProgram python, CommandWatch watch)
            throws FailureException, IOException, InterruptedException {
        long began = System.nanoTime();
        RecordedFiles files = read(
                python.run(generation, "files.py", List.of("-I", "-S"), "" + generation, Map.of(), TIMEOUT, watch));
        return new CheckResult(
                "files",
                files.damaged == 0 ? Result.PASSED : Result.FAILED,
                files.summary(),
                Duration.ofNanos(System.nanoTime() - began));
    }

    static RecordedFiles read(CommandResult result) throws FailureException {
        String output = switch (result) {
            case Exited(int _, String said) -> said;
            case TimedOut() ->
                throw new FailureException(Catalogue.named("VERIFICATION_FAILED", "files: no end in time"), "");
        };
        try {
            return Wire.mapper().readValue(output, RecordedFiles.class);
        } catch (JsonProcessingException e) {
            throw new FailureException(
                    Catalogue.of(output).orElseGet(() -> Catalogue.named("VERIFICATION_FAILED", "files")), output);
        }
    }

    private String summary() {
        if (damaged == 0) {
            return compared + " files are as their packages recorded them";
        }
        String more = damaged > first.size() ? " and " + (damaged - first.size()) + " more" : "";
        return "not as their packages recorded them: " + String.join(", ", first) + more;
    }
}
