package io.lamplighter.installers;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lamplighter.api.json.Wire;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A real conda solver, which {@code deploy/dev/find-conda-solver} installs when it is missing. */
final class CondaSolver implements AutoCloseable {
    private static final Path PROGRAM = Path.of("src/test/resources/installers/solve.py");

    private final Process program;
    private final BufferedReader answers;

    private CondaSolver(Process program) {
        this.program = program;
        this.answers = program.inputReader(UTF_8);
    }

    /**
     * What is solved.
     *
     * @param channels addresses in order of priority
     * @param virtualPackages what the solver is told of the machine, version by name
     */
    record Request(List<String> channels, String subdir, List<String> specs, Map<String, String> virtualPackages) {}

    /** @param unsatisfiable why there is none; absent where there is one */
    record Solution(List<Chosen> packages, @Nullable String unsatisfiable) {
        Chosen pytorch() {
            return packages.stream()
                    .filter(each -> each.name().equals("pytorch"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no pytorch: " + unsatisfiable));
        }
    }

    record Chosen(String name, String version, String build, String channel) {
        @Override
        public String toString() {
            return name + " " + version + " " + build;
        }
    }

    /** The tests fail where none can be had: what conda does with a plan is never left open. */
    static CondaSolver start() throws IOException, InterruptedException {
        Process script = new ProcessBuilder("dev/find-conda-solver")
                .redirectErrorStream(true)
                .start();
        script.getOutputStream().close();
        String said = new String(script.getInputStream().readAllBytes(), UTF_8).strip();
        if (script.waitFor() != 0) {
            throw new AssertionError("these tests need a conda solver: " + said);
        }
        String python = said.substring(said.lastIndexOf('\n') + 1);
        return new CondaSolver(new ProcessBuilder(python, "-I", PROGRAM.toString())
                .redirectError(Redirect.INHERIT)
                .start());
    }

    Solution solve(Request request) throws IOException {
        Writer questions = program.outputWriter(UTF_8);
        questions.write(Wire.write(request) + "\n");
        questions.flush();
        String answer = answers.readLine();
        if (answer == null) {
            throw new AssertionError("the conda solver ended over " + request);
        }
        return Wire.mapper().readValue(answer, Solution.class);
    }

    @Override
    public void close() throws IOException {
        program.outputWriter(UTF_8).close();
        program.destroy();
    }
}
