package io.lamplighter.planner.catalog;

import io.lamplighter.api.machine.ComputeCapability;
import io.lamplighter.api.manifest.BuildName;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where what is said of torch's builds has a hole, or is contradicted by what else is known. */
record BuildHoles(CatalogTables tables) {
    private record Build(String series, BuildName name, String platform) {
        @Override
        public String toString() {
            return series + " " + name + " for " + platform;
        }
    }

    /** A sentence each. */
    Stream<String> find() {
        return Stream.of(
                        buildsWithoutRow(),
                        rowsWithoutBuild(),
                        buildsWithoutDriver(),
                        buildsWhoseCudnnKnowsNoneOfTheirGpus(),
                        formsWithTheCodeOfNoBuild())
                .flatMap(holes -> holes);
    }

    private Stream<String> buildsWithoutRow() {
        Set<Build> known = rows();
        return builds().filter(build -> CudaVersion.of(build.name()).isPresent() && !known.contains(build))
                .map(build -> "no row says what torch " + build + " carries");
    }

    private Stream<String> rowsWithoutBuild() {
        Set<Build> existing = builds().collect(Collectors.toSet());
        return rows().stream()
                .filter(row -> !existing.contains(row))
                .map(row -> "a row says what torch " + row + " carries, and no release has that build");
    }

    private Set<Build> rows() {
        return tables.torch().builds().stream()
                .map(row -> new Build(row.series(), row.build(), row.platform()))
                .collect(Collectors.toSet());
    }

    private Stream<String> buildsWithoutDriver() {
        Drivers drivers = new Drivers(tables.drivers());
        return Stream.concat(
                        builds().flatMap(build -> CudaVersion.of(build.name()).stream()),
                        tables.conda().builds().stream().flatMap(row -> Stream.ofNullable(row.cuda())))
                .distinct()
                .flatMap(cuda -> Stream.of(DriverSystem.values())
                        .filter(system -> drivers.minimum(cuda, system).isEmpty())
                        .map(system -> "no row says which driver runs CUDA " + cuda + " on " + system));
    }

    /** A cuDNN that lists no GPU of a build contradicts the build: one of the two rows is wrong. */
    private Stream<String> buildsWhoseCudnnKnowsNoneOfTheirGpus() {
        return tables.torch().builds().stream()
                .filter(row -> {
                    DottedVersion cudnn = row.cudnn();
                    CudaVersion cuda = CudaVersion.of(row.build()).orElse(null);
                    return cudnn != null
                            && cuda != null
                            && !row.gpus().isEmpty()
                            && row.gpus().stream().allMatch(gpu -> isDenied(cudnn, cuda, gpu));
                })
                .map(row -> "cuDNN " + row.cudnn() + " of torch " + row.series() + " " + row.build() + " for "
                        + row.platform() + " lists none of the GPUs that the build has code for");
    }

    private boolean isDenied(DottedVersion cudnn, CudaVersion cuda, ComputeCapability gpu) {
        return tables.cudnn().lists(cudnn, cuda, gpu, true) instanceof CudnnAnswer.No;
    }

    private Stream<Build> builds() {
        return tables.torch().releases().stream().flatMap(release -> {
            String series = TorchBuilds.seriesOf(release.version());
            return Stream.concat(
                    release.index().stream().map(row -> new Build(series, row.build(), row.platform())),
                    release.tree().stream()
                            .flatMap(row ->
                                    row.builds().stream().map(build -> new Build(series, build, row.platform()))));
        });
    }

    private Stream<String> formsWithTheCodeOfNoBuild() {
        Set<Build> known = rows();
        return tables.conda().builds().stream()
                .flatMap(BuildHoles::codeOf)
                .filter(build -> !known.contains(build))
                .map(build -> "conda.yaml refers to what torch " + build + " carries, which no row says");
    }

    private static Stream<Build> codeOf(CondaTable.Row row) {
        BuildName build = row.codeOf();
        return build == null
                ? Stream.empty()
                : row.releases().stream()
                        .map(release -> new Build(TorchBuilds.seriesOf(release), build, row.platform()));
    }
}
