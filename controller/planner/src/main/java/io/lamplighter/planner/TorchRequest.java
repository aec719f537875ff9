package io.lamplighter.planner;

import io.lamplighter.api.manifest.Environment.Installer;
import io.lamplighter.planner.catalog.TorchBuild;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a spec asks of torch and of the packages that are bound to its ABI.
 *
 * @param installer of the stages that ask for them
 * @param torch nothing where only a companion is asked for
 * @param builds globs over build strings, where conda's words name some
 * @param selectors what names the CUDA of a build in conda's words
 */
record TorchRequest(
        Installer installer,
        VersionWish torch,
        List<String> builds,
        List<CudaSelector> selectors,
        List<Companion> companions) {
    /** As the index names it. */
    static final String TORCH = "torch";

    /** As channels name it. */
    static final String PYTORCH = "pytorch";

    TorchRequest {
        builds = List.copyOf(builds);
        selectors = List.copyOf(selectors);
        companions = List.copyOf(companions);
    }

    /** One package that is bound to torch, and what is asked of its version. */
    record Companion(String name, VersionWish wanted) {}

    /** Any torch by pip. */
    static TorchRequest any() {
        return new TorchRequest(Installer.PIP, VersionWish.ANY, List.of(), List.of(), List.of());
    }

    /**
     * Whether globs and selectors leave room for a build: {@code *cpu*} is for none with CUDA, {@code *cuda12.4*} for
     * one.
     */
    boolean admitsBuild(TorchBuild build) {
        return builds.stream().allMatch(glob -> new BuildGlob(glob).admits(build))
                && selectors.stream().allMatch(selector -> selector.admits(build));
    }

    /** As people wrote it. */
    String written() {
        return TORCH
                + torch.text()
                + (builds.isEmpty() ? "" : " with the build " + String.join(" and ", builds))
                + selectors.stream().map(selector -> " with " + selector).collect(Collectors.joining());
    }
}
