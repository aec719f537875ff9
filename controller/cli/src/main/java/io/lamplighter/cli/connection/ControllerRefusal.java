package io.lamplighter.cli.connection;

import io.lamplighter.api.manifest.ManifestProblem;
import io.lamplighter.api.wire.Problem;
import io.lamplighter.cli.exit.ExitStatus;
import io.lamplighter.cli.exit.LampException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The controller answered, and the answer is no. */
public final class ControllerRefusal extends LampException {
    private static final long serialVersionUID = 1;

    private static final int UNAVAILABLE = 503;

    private final transient List<ManifestProblem> problems;
    private final boolean temporary;

    private ControllerRefusal(ExitStatus status, Problem problem, String what, String nextStep) {
        super(status, problems(problem).stream().map(Object::toString).toList(), what, nextStep);
        this.problems = problems(problem);
        this.temporary = problem.status() == UNAVAILABLE;
    }

    static ControllerRefusal of(Problem problem, ControllerAddress address, OperatorToken token) {
        return switch (problem.status()) {
            case 401 ->
                new ControllerRefusal(
                        ExitStatus.CONTROLLER,
                        problem,
                        "the controller at " + address + " does not accept the token in " + token.file(),
                        "copy the controller's operator.token there, or name another by --token-file");
            case 400, 404, 422 ->
                new ControllerRefusal(
                        ExitStatus.BAD_INPUT,
                        problem,
                        what(problem),
                        next(problem).orElse("correct it and try again"));
            default ->
                new ControllerRefusal(
                        ExitStatus.CONTROLLER,
                        problem,
                        "the controller at " + address + " refused: " + what(problem),
                        next(problem).orElse("its log says more"));
        };
    }

    /** Each mistake in what was sent, with its place there; empty when it is not that. */
    public List<ManifestProblem> problems() {
        return problems;
    }

    /** Whether asking again later may help. */
    public boolean isTemporary() {
        return temporary;
    }

    private static List<ManifestProblem> problems(Problem problem) {
        return Objects.requireNonNullElse(problem.problems(), List.of());
    }

    private static String what(Problem problem) {
        return Stream.ofNullable(problem.detail())
                .filter(detail -> !detail.isBlank())
                .findFirst()
                .orElse(problem.title());
    }

    private static Optional<String> next(Problem problem) {
        @Nullable String remedy = problem.remedy();
        return Optional.ofNullable(remedy).filter(text -> !text.isBlank());
    }
}
