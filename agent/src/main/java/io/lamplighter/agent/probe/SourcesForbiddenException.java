package io.lamplighter.agent.probe;

import java.io.IOException;

/** No source may be asked, whatever it would say. */
final class SourcesForbiddenException extends IOException {
    private static final long serialVersionUID = 1;

    /** @param reason for people, in one line: it becomes a part of the facts */
    SourcesForbiddenException(String reason, Throwable cause) {
        super(reason, cause);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
