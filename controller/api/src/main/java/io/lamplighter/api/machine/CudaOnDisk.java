package io.lamplighter.api.machine;

import java.util.List;

/**
 * What is installed for people who compile CUDA code. Environments do not use it, and nothing is planned by it.
 *
 * @param toolkits in the order of their paths
 * @param cudnn in the order of their paths
 */
public record CudaOnDisk(List<Toolkit> toolkits, List<Cudnn> cudnn) {
    /** Of a machine that has none. */
    public static final CudaOnDisk NONE = new CudaOnDisk(List.of(), List.of());

    public CudaOnDisk {
        toolkits = List.copyOf(toolkits);
        cudnn = List.copyOf(cudnn);
    }

    /**
     * A CUDA toolkit.
     *
     * @param version {@code 12.6.3}, or {@code 13.0} where the files say no more
     * @param path its folder, absolute and resolved
     * @param usual whether {@code /usr/local/cuda} leads to it
     * @param source what said the version: {@code version_json}, {@code version_txt}, {@code dist_info},
     *     {@code conda_meta}, {@code cuda_h} or {@code nvcc}
     */
    public record Toolkit(String version, String path, boolean usual, String source) {}

    /**
     * A cuDNN.
     *
     * @param version {@code 9.5.1}
     * @param path the header that says it, or the library that bears it, absolute
     */
    public record Cudnn(String version, String path) {}
}
