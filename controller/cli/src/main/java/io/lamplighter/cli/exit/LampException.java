package io.lamplighter.cli.exit;

import java.util.List;

/** Ends {@code lamp} with a sentence that says what is wrong and what to do next. */
public class LampException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final ExitStatus status;
    private final transient List<String> details;

    public LampException(ExitStatus status, String what, String nextStep) {
        this(status, List.of(), what, nextStep);
    }

    /**
     * With more to show.
     *
     * @param details lines that stand above the sentence, like each problem of a manifest
     */
    public LampException(ExitStatus status, List<String> details, String what, String nextStep) {
        super(withoutFullStop(what) + "; " + nextStep);
        this.status = status;
        this.details = List.copyOf(details);
    }

    /** For a mistake in what was asked. */
    public static LampException badInput(String what, String nextStep) {
        return new LampException(ExitStatus.BAD_INPUT, what, nextStep);
    }

    private static String withoutFullStop(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }

    public ExitStatus status() {
        return status;
    }

    public List<String> details() {
        return details;
    }

    /** The whole sentence; unlike that of other exceptions it is never absent. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
