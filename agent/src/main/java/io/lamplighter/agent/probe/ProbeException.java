package io.lamplighter.agent.probe;

/** Why there is no reading. */
final class ProbeException extends Exception {
    private static final long serialVersionUID = 1;

    ProbeException(String message) {
        super(message);
    }

    ProbeException(String message, Throwable cause) {
        super(message, cause);
    }
}
