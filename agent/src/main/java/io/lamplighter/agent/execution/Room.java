package io.lamplighter.agent.execution;

import java.io.IOException;

/** Gives back disk that could be used for longer, when a build would fail without. */
interface Room {
    /** Frees about as many bytes, or nothing when there are not as many to be had. */
    void make(long bytes) throws IOException, InterruptedException;
}
