package io.lamplighter.cli.catalog.rows;

import io.lamplighter.api.manifest.BuildName;
import io.lamplighter.cli.catalog.wheel.TargetPlatform;
import io.lamplighter.planner.catalog.Catalog;
import io.lamplighter.planner.catalog.CudaVersion;
import io.lamplighter.planner.catalog.DriverSystem;
import java.util.Optional;
import java.util.stream.Stream;

/** Why a file of torch gets no row: what it does not say of itself, or what the catalog lacks to place it. */
record TorchObjections(Catalog catalog) {
    /** Empty when nothing stands against one. */
    Optional<String> find(Evidence.Claimed claimed) {
        String label = claimed.claims().build();
        if (!claimed.claims().contradictions().isEmpty()) {
            return Optional.of(claimed.claims().contradictions().getFirst());
        }
        if (label == null) {
            return Optional.of("nothing in it says which build it is");
        }
        Optional<BuildName> build = build(label);
        if (build.isEmpty()) {
            return Optional.of("it is a build for " + label + ", which is not planned for");
        }
        return onAnotherPage(claimed.wheel(), build.get())
                .or(() -> withoutDriver(build.get()))
                .or(() -> withoutGlibc(claimed.wheel()))
                .or(() -> there(claimed.wheel(), build.get()));
    }

    static Optional<BuildName> build(String label) {
        try {
            return Optional.of(new BuildName(label));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> onAnotherPage(NewWheel wheel, BuildName build) {
        return Optional.ofNullable(wheel.build())
                .filter(page -> !page.equals(build))
                .map(page -> "its page is that of " + page + ", and it is " + build);
    }

    private Optional<String> withoutDriver(BuildName build) {
        return CudaVersion.of(build)
                .filter(cuda -> Stream.of(DriverSystem.values())
                        .anyMatch(system ->
                                catalog.drivers().minimum(cuda, system).isEmpty()))
                .map(cuda -> "no row of drivers.yaml says which driver runs CUDA " + cuda);
    }

    private static Optional<String> withoutGlibc(NewWheel wheel) {
        boolean promises = wheel.name().glibc().isPresent()
                || wheel.name().platforms().stream().allMatch(TargetPlatform.WINDOWS_X86_64::equals);
        return promises ? Optional.empty() : Optional.of("its name promises no glibc");
    }

    private Optional<String> there(NewWheel wheel, BuildName build) {
        return wheel.name().platforms().stream()
                .filter(platform -> catalog.builds(platform.toString()).stream()
                        .anyMatch(known -> known.place() == wheel.place()
                                && known.release().normalized().equals(wheel.release())
                                && (known.label().equals(build.text()) || !known.isOnTree())))
                .findFirst()
                .map(platform -> "the catalog has a row for torch " + wheel.release() + " on " + platform
                        + " that does not say so; change that one");
    }
}
