package io.lamplighter.agent.schedule;

import java.io.IOException;
import java.util.List;

/** Who computes on the machine's GPUs. */
@FunctionalInterface
public interface ComputePrograms {
    /**
     * The names of programs that compute on any GPU of NVIDIA now; none where there is no such GPU.
     *
     * @throws IOException when it cannot be known
     */
    List<String> names() throws IOException, InterruptedException;
}
