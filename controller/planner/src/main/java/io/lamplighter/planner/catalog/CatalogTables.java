package io.lamplighter.planner.catalog;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files of a catalog as they were read. */
record CatalogTables(
        TorchTable torch,
        CondaTable conda,
        CompanionTable companions,
        CudaBoundTable cudaBound,
        DriverTable drivers,
        CudnnTable cudnn) {
    static final String TORCH = "torch.yaml";
    static final String CONDA = "conda.yaml";
    static final String COMPANIONS = "companions.yaml";
    static final String CUDA_BOUND = "cuda-bound.yaml";
    static final String DRIVERS = "drivers.yaml";
    static final String CUDNN = "cudnn.yaml";

    /** All, in the order in which their text is hashed. */
    static final List<String> FILES = List.of(TORCH, CONDA, COMPANIONS, CUDA_BOUND, DRIVERS, CUDNN);

    Map<String, Table> byFile() {
        Map<String, Table> files = new LinkedHashMap<>();
        files.put(TORCH, torch);
        files.put(CONDA, conda);
        files.put(COMPANIONS, companions);
        files.put(CUDA_BOUND, cudaBound);
        files.put(DRIVERS, drivers);
        files.put(CUDNN, cudnn);
        return files;
    }
}
