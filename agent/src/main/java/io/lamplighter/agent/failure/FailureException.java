package io.lamplighter.agent.failure;

/** Something that an operator can act on went wrong; it ends a run, never the agent. */
public final class FailureException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Diagnosis diagnosis;
    private final String log;

    /**
     * Ends a run.
     *
     * @param log what the program said, as far as it is known
     */
    public FailureException(Diagnosis diagnosis, String log) {
        super(diagnosis.signature() + ": " + diagnosis.message());
        this.diagnosis = diagnosis;
        this.log = log;
    }

    public Diagnosis diagnosis() {
        return diagnosis;
    }

    public String log() {
        return log;
    }
}
