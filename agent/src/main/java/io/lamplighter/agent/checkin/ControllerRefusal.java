package io.lamplighter.agent.checkin;

/** The controller answered, and did not do what was asked. */
final class ControllerRefusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String said;

    /** @param sentence of the controller; empty when it said none */
    ControllerRefusal(int status, String sentence) {
        super(sentence);
        this.status = status;
        said = sentence.isEmpty() ? "status " + status : sentence + " (status " + status + ")";
    }

    String said() {
        return said;
    }

    int status() {
        return status;
    }

    /** Whether the same request may be taken later. */
    boolean isPassing() {
        return status >= 500 || status == 408 || status == 429 || status == 401;
    }
}
