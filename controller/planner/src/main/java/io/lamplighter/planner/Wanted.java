package io.lamplighter.planner;

import io.lamplighter.api.manifest.Environment;
import io.lamplighter.api.manifest.Environment.Installer;
import io.lamplighter.api.manifest.PackageRequirement;
import io.lamplighter.planner.catalog.Catalog;
import io.lamplighter.planner.catalog.Companions;
import io.lamplighter.versions.pep440.Specifiers;
import io.lamplighter.versions.pep508.Requirement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an environment asks for, read once.
 *
 * @param pip the stages of pip
 * @param conda the stages of conda
 * @param torch absent where neither torch nor what is bound to it is asked for
 * @param bound what is made for one CUDA major
 * @param otherNames what pip is asked for besides torch and its companions
 * @param sourceOnly packages bound to torch's ABI of which the default index has source code only
 * @param refusal what nobody could plan, whatever the machine; absent where there is nothing such
 */
record Wanted(
        List<PipStage> pip,
        List<CondaStage> conda,
        @Nullable TorchRequest torch,
        List<CudaBound> bound,
        List<String> otherNames,
        List<String> sourceOnly,
        @Nullable Refusal refusal) {
    Wanted {
        pip = List.copyOf(pip);
        conda = List.copyOf(conda);
        bound = List.copyOf(bound);
        otherNames = List.copyOf(otherNames);
        sourceOnly = List.copyOf(sourceOnly);
    }

    /** A stage of pip. */
    record PipStage(String name, List<Requirement> requirements) {
        PipStage {
            requirements = List.copyOf(requirements);
        }
    }

    /** A stage of conda. */
    record CondaStage(String name, List<CondaRequirement> requirements) {
        CondaStage {
            requirements = List.copyOf(requirements);
        }
    }

    static Wanted of(Environment environment, Catalog catalog) {
        Companions companions = catalog.companions();
        List<PipStage> pip = environment.spec().stagesOf(Installer.PIP).stream()
                .map(stage -> new PipStage(
                        stage.name(),
                        stage.packages().stream()
                                .map(PackageRequirement::parsed)
                                .toList()))
                .toList();
        List<CondaStage> conda = environment.spec().stagesOf(Installer.CONDA).stream()
                .map(stage -> new CondaStage(
                        stage.name(),
                        stage.packages().stream()
                                .map(requirement -> CondaRequirement.of(requirement, catalog.conda()))
                                .toList()))
                .toList();
        List<Requirement> ofPip =
                pip.stream().flatMap(stage -> stage.requirements().stream()).toList();
        List<CondaRequirement> ofConda =
                conda.stream().flatMap(stage -> stage.requirements().stream()).toList();
        return new Wanted(
                pip,
                conda,
                torch(ofPip, ofConda, catalog).orElse(null),
                ofPip.stream()
                        .flatMap(requirement -> CudaBound.of(requirement, catalog.cudaBound()).stream())
                        .toList(),
                ofPip.stream()
                        .map(Requirement::name)
                        .filter(name -> !isTorch(name, companions))
                        .distinct()
                        .toList(),
                ofPip.stream()
                        .map(Requirement::name)
                        .filter(name -> companions.remedyOf(name).isPresent())
                        .toList(),
                refusal(ofPip, ofConda, companions).orElse(null));
    }

    private static Optional<TorchRequest> torch(
            List<Requirement> ofPip, List<CondaRequirement> ofConda, Catalog catalog) {
        Companions companions = catalog.companions();
        if (ofConda.stream().anyMatch(requirement -> isTorch(requirement.indexName(), companions))) {
            return Optional.of(new TorchRequest(
                    Installer.CONDA,
                    CondaRequirement.wish(TorchRequest.TORCH, ofConda),
                    CondaRequirement.builds(TorchRequest.TORCH, ofConda),
                    selectors(ofConda, catalog.cudaSelectors()),
                    companions.names().stream()
                            .sorted()
                            .filter(name -> CondaRequirement.named(name, ofConda)
                                    .findAny()
                                    .isPresent())
                            .map(name -> new TorchRequest.Companion(name, CondaRequirement.wish(name, ofConda)))
                            .toList()));
        }
        if (ofPip.stream().noneMatch(requirement -> isTorch(requirement.name(), companions))) {
            return Optional.empty();
        }
        return Optional.of(new TorchRequest(
                Installer.PIP,
                wish(TorchRequest.TORCH, ofPip),
                List.of(),
                List.of(),
                companions.names().stream()
                        .sorted()
                        .filter(name -> named(name, ofPip).findAny().isPresent())
                        .map(name -> new TorchRequest.Companion(name, wish(name, ofPip)))
                        .toList()));
    }

    private static List<CudaSelector> selectors(List<CondaRequirement> ofConda, Set<String> names) {
        return ofConda.stream()
                .filter(requirement -> names.contains(requirement.spec().name()))
                .map(requirement -> new CudaSelector(requirement.spec()))
                .toList();
    }

    private static boolean isTorch(String name, Companions companions) {
        return name.equals(TorchRequest.TORCH) || companions.isBound(name);
    }

    private static VersionWish wish(String name, List<Requirement> requirements) {
        return new VersionWish.OfIndex(Specifiers.parse(named(name, requirements)
                .map(requirement -> requirement.specifiers().text())
                .filter(text -> !text.isEmpty())
                .distinct()
                .collect(Collectors.joining(","))));
    }

    private static Stream<Requirement> named(String name, List<Requirement> requirements) {
        return requirements.stream().filter(requirement -> requirement.name().equals(name));
    }

    private static Optional<Refusal> refusal(
            List<Requirement> ofPip, List<CondaRequirement> ofConda, Companions companions) {
        return Stream.of(asksTwice(ofPip, ofConda, companions), hasMarker(ofPip, companions))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Refusal> asksTwice(
            List<Requirement> ofPip, List<CondaRequirement> ofConda, Companions companions) {
        return ofPip.stream()
                .filter(requirement -> isTorch(requirement.name(), companions))
                .findFirst()
                .filter(_ -> ofConda.stream().anyMatch(other -> isTorch(other.indexName(), companions)))
                .map(requirement -> new Refusal(
                        "installer",
                        "a stage for pip asks for " + requirement.name()
                                + ", and one for conda for torch or what is bound to it: they would not fit together",
                        "ask for all of them in stages of one installer"));
    }

    /** A marker would leave open whether torch is asked for at all, and with it every decision. */
    private static Optional<Refusal> hasMarker(List<Requirement> ofPip, Companions companions) {
        return ofPip.stream()
                .filter(requirement -> requirement.marker() != null)
                .filter(requirement -> isTorch(requirement.name(), companions))
                .findFirst()
                .map(requirement -> new Refusal(
                        "marker",
                        requirement.name() + " has the marker \"" + requirement.marker()
                                + "\": what is bound to torch is planned for each machine and cannot depend on a marker",
                        "write " + requirement.name() + requirement.specifiers().text() + " without it"));
    }

    /** Those that have a stage, conda before pip. */
    Stream<Installer> installers() {
        return Stream.concat(
                conda.isEmpty() ? Stream.empty() : Stream.of(Installer.CONDA),
                pip.isEmpty() ? Stream.empty() : Stream.of(Installer.PIP));
    }
}
