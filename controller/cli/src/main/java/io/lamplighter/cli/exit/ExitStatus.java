package io.lamplighter.cli.exit;

/** With what number {@code lamp} ends; scripts rely on them. */
public enum ExitStatus {
    DONE(0, "done: applied, resolved, converged, no difference"),
    NO(1, "a reasoned no: differences, not converged, failed, not decidable yet"),
    BAD_INPUT(2, "bad input: an option, a name, a file or a manifest; nothing was changed"),
    REJECTED(3, "rejected: no build would work on the machine"),
    CONTROLLER(4, "the controller cannot be reached, or it refused"),
    SOURCE(5, "a source that was to be looked at cannot be reached, or it is no index"),
    BUG(70, "a bug of lamp");

    private final int code;
    private final String meaning;

    ExitStatus(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    public int code() {
        return code;
    }

    /** As the help says it. */
    public String meaning() {
        return meaning;
    }
}
