package io.lamplighter.controller.manifest;

import io.lamplighter.api.manifest.Assignable;
import io.lamplighter.api.manifest.Environment;
import io.lamplighter.api.manifest.Group;
import io.lamplighter.api.manifest.MachineManifest;
import io.lamplighter.api.manifest.Manifest;
import io.lamplighter.api.manifest.NearestName;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.manifest.Toolkit;
import io.lamplighter.api.name.SourceName;
import io.lamplighter.api.plan.AvailableSource;
import io.lamplighter.api.plan.BuiltInSources;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What manifests say of each other: a name that nobody has is a mistake, and what is named cannot be deleted. */
final class References {
    private static final int MOST_LISTED = 8;

    private final Map<String, Source.Type> sources = new TreeMap<>();
    private final Map<String, Assignable> environments = new TreeMap<>();
    private final Map<String, Assignable> toolkits = new TreeMap<>();
    private final ManifestSet manifests;
    private final Supplier<List<String>> machines;

    /** A name that cannot stand where it does, by the JSON pointer of its field. */
    record Wrong(String path, String message) {}

    /**
     * Looks at all manifests.
     *
     * @param machines names of those that are enrolled, read when a manifest speaks of one
     */
    References(ManifestSet manifests, Supplier<List<String>> machines) {
        this.manifests = manifests;
        this.machines = machines;
        BuiltInSources.all().forEach(source -> sources.put(source.name().value(), source.type()));
        manifests
                .sources()
                .forEach(source ->
                        sources.put(source.name().value(), source.spec().type()));
        manifests
                .environments()
                .forEach(environment -> environments.put(environment.name().value(), environment));
        manifests.toolkits().forEach(toolkit -> toolkits.put(toolkit.name().value(), toolkit));
    }

    /** The wrong names in one of the manifests. */
    List<Wrong> wrongIn(Manifest manifest) {
        return switch (manifest) {
            case Environment environment -> {
                List<Wrong> wrong = unknown("source", environment.spec().sources(), "/spec/sources/", sources.keySet());
                wrong.addAll(taken(environment, "toolkit", toolkits));
                yield wrong;
            }
            case Toolkit toolkit -> taken(toolkit, "environment", environments);
            case Group group -> {
                List<Wrong> wrong = unknown(
                        "environment", group.spec().environments(), "/spec/environments/", environments.keySet());
                wrong.addAll(unknown("toolkit", group.spec().toolkits(), "/spec/toolkits/", toolkits.keySet()));
                yield wrong;
            }
            case Source source -> wrongIn(source);
            case MachineManifest machine -> wrongIn(machine);
        };
    }

    /** Who names it, {@code environment torch} each. */
    List<String> usersOf(Manifest manifest) {
        return switch (manifest) {
            case Environment environment ->
                groupsWith(group -> group.environments().contains(environment.name()));
            case Toolkit toolkit -> groupsWith(group -> group.toolkits().contains(toolkit.name()));
            case Group _, MachineManifest _ -> List.of();
            case Source source -> usersOf(source.name());
        };
    }

    private List<String> groupsWith(Predicate<Group.Spec> named) {
        return manifests
                .groups()
                .filter(group -> named.test(group.spec()))
                .map(group -> "group " + group.name())
                .toList();
    }

    /** A machine has one folder and one placement of a name, whatever the kind. */
    private static List<Wrong> taken(Assignable asking, String kind, Map<String, Assignable> others) {
        return others.containsKey(asking.name().value())
                ? List.of(new Wrong(
                        "/metadata/name",
                        asking.name() + " is the name of one " + kind
                                + " already; environments and toolkits share their names: give one of them another"))
                : List.of();
    }

    private List<String> usersOf(SourceName source) {
        Stream<String> named = manifests
                .environments()
                .filter(environment -> environment.spec().sources().contains(source))
                .map(environment -> "environment " + environment.name());
        Stream<String> replaced = manifests
                .sources()
                .filter(other -> source.equals(other.spec().replaces()))
                .map(other -> "source " + other.name());
        return Stream.concat(named, replaced).toList();
    }

    private List<Wrong> wrongIn(Source source) {
        List<Wrong> wrong = new ArrayList<>();
        if (isBuiltIn(source.name())) {
            wrong.add(new Wrong(
                    "/metadata/name",
                    "the source " + source.name() + " is built in: give yours another name and let it say replaces: "
                            + source.name()));
        }
        SourceName replaced = source.spec().replaces();
        if (replaced == null) {
            return wrong;
        }
        if (replaced.equals(source.name())) {
            wrong.add(new Wrong("/spec/replaces", "a source cannot replace itself"));
        } else if (!sources.containsKey(replaced.value())) {
            wrong.add(new Wrong("/spec/replaces", unknown("source", replaced.value(), sources.keySet())));
        } else if (sources.get(replaced.value()) != source.spec().type()) {
            wrong.add(new Wrong("/spec/replaces", replaced + " is a source of another type"));
        }
        return wrong;
    }

    /** Whoever enrolled under a name that a manifest waits for would get its labels. */
    private List<Wrong> wrongIn(MachineManifest machine) {
        List<String> enrolled = machines.get();
        return enrolled.contains(machine.name().value())
                ? List.of()
                : List.of(new Wrong(
                        "/metadata/name",
                        unknown("machine", machine.name().value(), enrolled)
                                + "; a machine's manifest is for one that is enrolled"));
    }

    private static boolean isBuiltIn(SourceName name) {
        return BuiltInSources.all().stream().map(AvailableSource::name).anyMatch(name::equals);
    }

    private static List<Wrong> unknown(String kind, List<?> names, String path, Collection<String> known) {
        List<Wrong> wrong = new ArrayList<>();
        for (int index = 0; index < names.size(); index++) {
            String name = names.get(index).toString();
            if (!known.contains(name)) {
                wrong.add(new Wrong(path + index, unknown(kind, name, known)));
            }
        }
        return wrong;
    }

    private static String unknown(String kind, String name, Collection<String> known) {
        return "no " + kind + " is named " + name
                + NearestName.of(name, known)
                        .map(nearest -> "; did you mean " + nearest + "?")
                        .orElse("; there " + listed(known));
    }

    private static String listed(Collection<String> known) {
        if (known.isEmpty()) {
            return "is none yet";
        }
        return known.size() > MOST_LISTED ? "are " + known.size() + " others" : "are " + String.join(", ", known);
    }
}
