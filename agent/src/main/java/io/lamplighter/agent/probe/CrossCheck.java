package io.lamplighter.agent.probe;

import io.lamplighter.agent.probe.NvidiaSmi.Listing;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Whether the driver's tool, a process of its own, sees what the library shows this one. It is asked when the library's
 * answer is a new one, and again as long as the two disagree; a tool that is missing or fails contradicts nothing.
 */
final class CrossCheck {
    private final NvidiaTool tool;
    private @Nullable Names agreed;

    CrossCheck(NvidiaTool tool) {
        this.tool = tool;
    }

    /** What the two say; empty when it is the same. */
    Optional<String> contradiction(Listing byLibrary) throws IOException, InterruptedException {
        Names library = Names.of(byLibrary);
        if (library.equals(agreed)) {
            return Optional.empty();
        }
        Optional<Names> said = tool.ask().flatMap(NvidiaTool.Answered::listing).map(Names::of);
        if (said.isEmpty() || said.get().equals(library)) {
            agreed = library;
            return Optional.empty();
        }
        return Optional.of("NVML says " + library + ", nvidia-smi " + said.get());
    }

    private record Names(String driver, List<String> uuids) {
        static Names of(Listing listing) {
            return new Names(
                    listing.driverVersion(),
                    List.copyOf(new TreeSet<>(
                            listing.gpus().stream().map(gpu -> gpu.gpu().uuid()).toList())));
        }

        @Override
        public String toString() {
            return "driver " + driver + " with " + (uuids.isEmpty() ? "no GPU" : String.join(", ", uuids));
        }
    }
}
