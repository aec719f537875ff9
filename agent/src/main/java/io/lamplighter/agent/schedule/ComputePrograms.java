package io.lamplighter.agent.schedule;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Who computes on the machine's GPUs, and whether anybody can. */
@FunctionalInterface
public interface ComputePrograms {
    /**
     * The names of programs that compute on any GPU of NVIDIA now; none where there is no such GPU.
     *
     * @throws IOException when it cannot be known
     */
    List<String> names() throws IOException, InterruptedException;

    /** The health check that fails, where no program can compute on them, and why; empty where none is known to. */
    default Optional<String> obstacle() {
        return Optional.empty();
    }
}
