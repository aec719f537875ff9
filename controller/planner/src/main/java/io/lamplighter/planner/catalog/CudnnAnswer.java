package io.lamplighter.planner.catalog;

/** Whether a cuDNN lists a GPU. */
public sealed interface CudnnAnswer {
    record Yes() implements CudnnAnswer {}

    /** Its own row is not known, but the one of this version before it says yes, and none after it denies it. */
    record ByNeighbour(DottedVersion cudnn) implements CudnnAnswer {}

    record No() implements CudnnAnswer {}

    record NotKnown() implements CudnnAnswer {}
}
