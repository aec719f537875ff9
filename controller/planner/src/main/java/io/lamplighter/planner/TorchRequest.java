package io.lamplighter.planner;

import io.lamplighter.versions.pep440.Specifiers;
import io.lamplighter.versions.pep508.Requirement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a spec asks of torch and of the packages that are bound to it.
 *
 * @param torch empty specifiers where only a companion is asked for
 */
record TorchRequest(Specifiers torch, List<Companion> companions) {
    static final String TORCH = "torch";

    TorchRequest {
        companions = List.copyOf(companions);
    }

    /** One package that is bound to torch, and what is asked of its version. */
    record Companion(String name, Specifiers wanted) {}

    /** Empty when neither torch nor a companion is asked for. */
    static Optional<TorchRequest> of(List<Requirement> requirements, List<String> companionNames) {
        List<Companion> companions = companionNames.stream()
                .filter(name -> named(name, requirements).findAny().isPresent())
                .map(name -> new Companion(name, wanted(name, requirements)))
                .toList();
        return companions.isEmpty() && named(TORCH, requirements).findAny().isEmpty()
                ? Optional.empty()
                : Optional.of(new TorchRequest(wanted(TORCH, requirements), companions));
    }

    /** A marker would leave open whether torch is asked for at all, and with it every decision. */
    static Optional<Refusal> markerRefusal(List<Requirement> requirements, List<String> companionNames) {
        return requirements.stream()
                .filter(requirement -> requirement.marker() != null)
                .filter(requirement -> requirement.name().equals(TORCH) || companionNames.contains(requirement.name()))
                .findFirst()
                .map(requirement -> new Refusal(
                        "marker",
                        requirement.name() + " has the marker \"" + requirement.marker()
                                + "\": what is bound to torch is planned for each machine and cannot depend on a marker",
                        "write " + requirement.name() + requirement.specifiers().text() + " without it"));
    }

    private static Specifiers wanted(String name, List<Requirement> requirements) {
        return Specifiers.parse(named(name, requirements)
                .map(requirement -> requirement.specifiers().text())
                .filter(text -> !text.isEmpty())
                .distinct()
                .collect(Collectors.joining(",")));
    }

    private static Stream<Requirement> named(String name, List<Requirement> requirements) {
        return requirements.stream().filter(requirement -> requirement.name().equals(name));
    }
}
