package io.lamplighter.agent.process;

import java.io.IOException;
import java.nio.file.Path;

/** A program that somebody else could have put there was not started. */
public final class UntrustedProgramException extends IOException {
    private static final long serialVersionUID = 1;

    UntrustedProgramException(Path program) {
        super(program + " is not started: it, or a folder on its way, belongs to another account than root, or others"
                + " can write to it");
    }
}
