package io.lamplighter.planner;

import io.lamplighter.api.manifest.Environment.Installer;
import io.lamplighter.planner.catalog.TorchBuild;
import java.util.List;

/**
 * What a spec asks of torch and of the packages that are bound to its ABI.
 *
 * @param installer of the stages that ask for them
 * @param torch nothing where only a companion is asked for
 * @param builds globs over build strings, where conda's words name some
 */
record TorchRequest(Installer installer, VersionWish torch, List<String> builds, List<Companion> companions) {
    /** As the index names it. */
    static final String TORCH = "torch";

    TorchRequest {
        builds = List.copyOf(builds);
        companions = List.copyOf(companions);
    }

    /** One package that is bound to torch, and what is asked of its version. */
    record Companion(String name, VersionWish wanted) {}

    /** Any torch by pip. */
    static TorchRequest any() {
        return new TorchRequest(Installer.PIP, VersionWish.ANY, List.of(), List.of());
    }

    /** Whether the globs leave room for a build: {@code *cpu*} is for none with CUDA, {@code *cuda12.4*} for one. */
    boolean admitsBuild(TorchBuild build) {
        return builds.stream().allMatch(glob -> new BuildGlob(glob).admits(build));
    }

    /** As people wrote it. */
    String written() {
        return TORCH + torch.text() + (builds.isEmpty() ? "" : " with the build " + String.join(" and ", builds));
    }
}
