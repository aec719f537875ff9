package io.lamplighter.planner.catalog;

import io.lamplighter.api.machine.ComputeCapability;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Which GPUs a cuDNN lists; what was asked once is remembered, because fleets ask the same things. */
public final class CudnnSupport {
    private final CudnnTable table;
    private final Map<Asked, CudnnAnswer> answers = new ConcurrentHashMap<>();

    private record Asked(DottedVersion cudnn, CudaVersion cuda, ComputeCapability gpu, boolean exactly) {}

    CudnnSupport(CudnnTable table) {
        this.table = table;
    }

    /** Every cuDNN with the CUDA versions it was made for, a line each. */
    public List<CudnnRelease> releases() {
        return table.releases().toList();
    }

    /** Whether every cuDNN of a major version lists a GPU, of those that have rows for a CUDA version. */
    public boolean everyOneLists(int major, CudaVersion cuda, ComputeCapability gpu) {
        return table.everyOneLists(major, cuda, gpu);
    }

    /**
     * Whether a cuDNN lists a GPU. A version without a row of its own is judged by its neighbours of the same major
     * version: where both say yes, or the newest known one does, it is taken as listed; where they disagree, nothing is
     * known.
     *
     * @param cuda what the cuDNN was built for
     * @param exactly the GPU is served by no other capability's code than its own
     */
    public CudnnAnswer lists(DottedVersion cudnn, CudaVersion cuda, ComputeCapability gpu, boolean exactly) {
        return answers.computeIfAbsent(
                new Asked(cudnn, cuda, gpu, exactly),
                asked -> table.lists(asked.cudnn(), asked.cuda(), asked.gpu(), asked.exactly()));
    }
}
