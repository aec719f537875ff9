package io.lamplighter.planner.catalog;

/**
 * A cuDNN and CUDA versions that it was made for.
 *
 * @param from the oldest
 * @param to the newest
 */
public record CudnnRelease(DottedVersion cudnn, CudaVersion from, CudaVersion to) {
    /** From CUDA 11 on what was made for one minor version runs with the others of its major. */
    private static final int FIRST_MAJOR_WITH_COMPATIBILITY = 11;

    /** Whether a version is this one, {@code 9.5.1} as well as {@code 9.5.1.17}. */
    public boolean isOf(DottedVersion version) {
        return cudnn.begins(version);
    }

    /** Whether the matrix names the CUDA version. */
    public boolean isFor(CudaVersion cuda) {
        return cuda.compareTo(from) >= 0 && cuda.compareTo(to) <= 0;
    }

    /** Whether it can work with a CUDA version that the matrix does not name. */
    public boolean mayServe(CudaVersion cuda) {
        return cuda.major() >= FIRST_MAJOR_WITH_COMPATIBILITY
                && from.major() <= cuda.major()
                && cuda.major() <= to.major();
    }

    /** {@code CUDA 12.0 to 12.6}. */
    public String range() {
        return "CUDA " + from + (from.equals(to) ? "" : " to " + to);
    }
}
