package io.lamplighter.agent.nvml;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of asking NVIDIA's management library. */
public sealed interface NvmlReading {
    /**
     * It answered.
     *
     * @param driver version of the driver, {@code 580.95.05}
     * @param nvml version of the library, {@code 580.95.05}; absent where it was not said
     * @param cuda the newest CUDA that the driver supports natively, major*1000+minor*10; refused where its library is
     *     not installed
     */
    record Read(String driver, @Nullable String nvml, Answer<Integer> cuda, List<GpuState> gpus)
            implements NvmlReading {
        public Read {
            gpus = List.copyOf(gpus);
        }
    }

    /**
     * It said that it cannot.
     *
     * @param function that was called
     */
    record Failed(String function, NvmlReturn why, int code) implements NvmlReading {}

    /** It is not installed. */
    record NoLibrary(List<Path> looked) implements NvmlReading {
        public NoLibrary {
            looked = List.copyOf(looked);
        }
    }

    /** There is a file that this process cannot or must not load. */
    record Unusable(Path library, String reason) implements NvmlReading {}

    /**
     * A call into the driver does not come back.
     *
     * @param since when it was made
     */
    record Unresponsive(Instant since) implements NvmlReading {}

    /** Every GPU is powered down; nothing was asked. */
    record Asleep() implements NvmlReading {}

    /** Somebody wants the driver for themselves. */
    record Released(Instant until) implements NvmlReading {}
}
