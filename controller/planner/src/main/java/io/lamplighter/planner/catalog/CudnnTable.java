package io.lamplighter.planner.catalog;

import static java.util.Comparator.comparing;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.lamplighter.api.machine.ComputeCapability;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rows of {@code cudnn.yaml}: which GPUs a cuDNN lists, by the CUDA it was built for.
 *
 * @param made for which CUDA a cuDNN was made of whose GPUs nothing is known
 */
record CudnnTable(
        int format,
        Map<String, String> sources,
        List<Row> lists,
        @JsonProperty(defaultValue = "[]") List<Made> made) implements Table {
    CudnnTable {
        sources = Map.copyOf(sources);
        lists = List.copyOf(lists);
        made = List.copyOf(made);
    }

    /** All that is said of what a cuDNN was made for: a version of more numbers is the one that begins it. */
    Stream<CudnnRelease> releases() {
        return Stream.concat(
                lists.stream().map(row -> new CudnnRelease(row.cudnn(), row.from(), row.to())),
                made.stream().map(row -> new CudnnRelease(row.cudnn(), row.from(), row.to())));
    }

    /**
     * Whether a cuDNN lists a GPU. A version without a row of its own is judged by its neighbours of the same major
     * version: where both say yes, or the newest known one does, it is taken as listed; where they disagree, nothing is
     * known.
     *
     * @param exactly the GPU is served by no other capability's code than its own
     */
    CudnnAnswer lists(DottedVersion cudnn, CudaVersion cuda, ComputeCapability gpu, boolean exactly) {
        List<Row> own = rows(row -> row.cudnn().begins(cudnn) && row.isFor(cuda));
        if (!own.isEmpty()) {
            return own.stream().anyMatch(row -> row.names(gpu, exactly)) ? new CudnnAnswer.Yes() : new CudnnAnswer.No();
        }
        List<Row> older = neighbours(cudnn, cuda, row -> row.cudnn().compareTo(cudnn) <= 0, comparing(Row::cudnn));
        List<Row> newer = neighbours(
                cudnn, cuda, row -> row.cudnn().compareTo(cudnn) > 0, comparing(Row::cudnn, Comparator.reverseOrder()));
        boolean olderSaysYes = older.stream().anyMatch(row -> row.names(gpu, exactly));
        boolean newerAgrees = newer.isEmpty() || newer.stream().anyMatch(row -> row.names(gpu, exactly));
        return olderSaysYes && newerAgrees
                ? new CudnnAnswer.ByNeighbour(older.getFirst().cudnn())
                : new CudnnAnswer.NotKnown();
    }

    boolean everyOneLists(int major, CudaVersion cuda, ComputeCapability gpu) {
        List<Row> ofMajor = rows(row -> row.cudnn().first() == major
                && (row.isFor(cuda) || (!cuda.isWhole() && row.from().major() == cuda.major())));
        return !ofMajor.isEmpty() && ofMajor.stream().allMatch(row -> row.names(gpu, false));
    }

    @Override
    public Stream<String> namedSources() {
        return Stream.concat(lists.stream().map(Row::source), made.stream().map(Made::source));
    }

    private List<Row> neighbours(
            DottedVersion cudnn, CudaVersion cuda, Predicate<Row> side, Comparator<Row> nearestLast) {
        List<Row> sameMajor = rows(row -> row.cudnn().first() == cudnn.first() && side.test(row));
        Optional<DottedVersion> nearest = sameMajor.stream().max(nearestLast).map(Row::cudnn);
        List<Row> rows = sameMajor.stream()
                .filter(row -> nearest.filter(row.cudnn()::equals).isPresent())
                .toList();
        List<Row> sameCuda =
                rows.stream().filter(row -> row.from().major() == cuda.major()).toList();
        return sameCuda.isEmpty() ? rows : sameCuda;
    }

    private List<Row> rows(Predicate<Row> wanted) {
        return lists.stream().filter(wanted).toList();
    }

    /** The CUDA versions, from the oldest to the newest, that a cuDNN was made for. */
    record Made(DottedVersion cudnn, CudaVersion from, CudaVersion to, String source) {}

    /**
     * One support matrix.
     *
     * @param from the oldest CUDA it is about
     * @param to the newest CUDA it is about
     * @param atLeast stands where the matrix says "and later"
     */
    record Row(
            DottedVersion cudnn,
            CudaVersion from,
            CudaVersion to,
            List<ComputeCapability> gpus,
            @Nullable ComputeCapability atLeast,
            String source) {
        Row {
            gpus = List.copyOf(gpus);
        }

        boolean isFor(CudaVersion cuda) {
            return cuda.compareTo(from) >= 0 && cuda.compareTo(to) <= 0;
        }

        boolean names(ComputeCapability gpu, boolean exactly) {
            boolean open = atLeast != null && gpu.compareTo(atLeast) >= 0;
            return open
                    || gpus.stream()
                            .anyMatch(listed -> listed.equals(gpu)
                                    || (!exactly && listed.major() == gpu.major() && listed.compareTo(gpu) <= 0));
        }
    }
}
