package io.lamplighter.api.machine;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Labels that nobody sets: computed from what a machine says of itself, for groups to select by. As an agent's own
 * words they never decide which sources or credentials a machine gets.
 */
public enum FactLabel {
    /** {@code linux} or {@code windows}. */
    OS("fact/os") {
        @Override
        public Optional<Set<String>> values(PlanningFacts facts) {
            return Optional.of(Set.of(facts.os()));
        }
    },
    /** {@code x86_64}, {@code aarch64}. */
    ARCH("fact/arch") {
        @Override
        public Optional<Set<String>> values(PlanningFacts facts) {
            return Optional.of(Set.of(facts.architecture()));
        }
    },
    /** The models of its GPUs, {@code NVIDIA GeForce RTX 4090}. */
    GPU("fact/gpu") {
        @Override
        public Optional<Set<String>> values(PlanningFacts facts) {
            return ofGpus(facts, facts.gpus().stream().map(PlanningFacts.Gpu::model));
        }
    },
    /** The compute capabilities of its GPUs, {@code 8.9}. */
    COMPUTE_CAPABILITY("fact/compute-capability") {
        @Override
        public Optional<Set<String>> values(PlanningFacts facts) {
            return ofGpus(
                    facts,
                    facts.gpus().stream().map(gpu -> gpu.computeCapability().toString()));
        }
    },
    /** The branch of the driver that is loaded, {@code 580}. */
    DRIVER_BRANCH("fact/driver-branch") {
        @Override
        public Optional<Set<String>> values(PlanningFacts facts) {
            return switch (facts.driver()) {
                case CudaState.Working working -> Optional.of(Set.of(branch(working.version())));
                case CudaState.Blocked _ -> Optional.empty();
                case CudaState.Absent _, CudaState.OtherVendor _ -> Optional.of(Set.of());
            };
        }
    };

    /** What the names of all of them begin with, and those of no others. */
    public static final String PREFIX = "fact/";

    private final String label;

    FactLabel(String label) {
        this.label = label;
    }

    /** As selectors name it. */
    public String label() {
        return label;
    }

    /**
     * The values that a machine has, none where it lacks what they are of; empty where that is not known, as of the
     * GPUs behind a driver that does not answer.
     */
    public abstract Optional<Set<String>> values(PlanningFacts facts);

    /** The one of that name. */
    public static Optional<FactLabel> find(String label) {
        return Stream.of(values()).filter(fact -> fact.label.equals(label)).findFirst();
    }

    private static Optional<Set<String>> ofGpus(PlanningFacts facts, Stream<String> values) {
        return facts.driver() instanceof CudaState.Blocked
                ? Optional.empty()
                : Optional.of(values.collect(Collectors.toCollection(TreeSet::new)));
    }

    private static String branch(String driver) {
        int dot = driver.indexOf('.');
        return dot < 0 ? driver : driver.substring(0, dot);
    }
}
