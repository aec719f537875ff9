package io.lamplighter.controller.placement;

import io.lamplighter.api.json.Wire;
import io.lamplighter.api.machine.FactLabel;
import io.lamplighter.api.machine.Hold;
import io.lamplighter.api.machine.PlanningFacts;
import io.lamplighter.api.manifest.Assignable;
import io.lamplighter.api.manifest.Availability;
import io.lamplighter.api.manifest.Environment;
import io.lamplighter.api.manifest.Environment.Update;
import io.lamplighter.api.manifest.Environment.Versions;
import io.lamplighter.api.manifest.GpuUuid;
import io.lamplighter.api.manifest.Group;
import io.lamplighter.api.manifest.Group.Mode;
import io.lamplighter.api.manifest.Group.Reboot;
import io.lamplighter.api.manifest.Labels;
import io.lamplighter.api.manifest.MachineManifest;
import io.lamplighter.api.manifest.Manifest.Kind;
import io.lamplighter.api.manifest.Selector;
import io.lamplighter.api.manifest.Selector.Answer;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.manifest.Toolkit;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.GroupName;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.api.name.ManifestName;
import io.lamplighter.api.name.Sha256;
import io.lamplighter.api.name.SourceName;
import io.lamplighter.api.plan.AvailableSource;
import io.lamplighter.api.plan.BuiltInSources;
import io.lamplighter.api.plan.SourceChoice;
import io.lamplighter.api.schedule.Schedule;
import io.lamplighter.api.view.MachineGroups.Given;
import io.lamplighter.api.view.MachineGroups.Membership;
import io.lamplighter.api.wire.RebootTerms;
import io.lamplighter.controller.manifest.ManifestSet;
import io.lamplighter.controller.manifest.StoredManifest;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What all manifests together ask of a machine, by its labels alone: those of operators and those that facts are. */
final class Wishes {
    private final ManifestSet all;
    private final Instant now;
    private final ManifestSet manifests;
    private final List<Group> groups;
    private final List<Source> sources;
    private final Map<MachineName, MachineManifest> machines;
    private final Set<FactLabel> asked;
    private final Map<Labels, ForLabels> byLabels = new HashMap<>();

    Wishes(ManifestSet all, Instant now) {
        this.all = all;
        this.now = now;
        this.manifests = all.asking(now);
        this.groups = manifests.groups().sorted(Precedence.ORDER).toList();
        this.machines = manifests.machines().collect(Collectors.toMap(MachineManifest::name, manifest -> manifest));
        this.asked = groups.stream()
                .flatMap(group -> group.spec().machines().facts())
                .collect(Collectors.toUnmodifiableSet());
        this.sources = manifests.sources().toList();
    }

    /**
     * What machines with the same labels should have.
     *
     * @param wishes what they are given
     * @param doubtful what they would be given if something were known of them that is not: who has it keeps it
     * @param sources all that their agents are to look at: the built-in ones and those that the environments name
     * @param groups that they are in or may be in
     * @param availability when they should be on; absent where no group that they are in says so
     * @param reboot when they may boot; absent where they never may
     */
    record ForLabels(
            List<Wish> wishes,
            List<Wish> doubtful,
            List<AvailableSource> sources,
            Set<GroupName> groups,
            @Nullable Availability availability,
            @Nullable RebootTerms reboot) {
        ForLabels {
            groups = Set.copyOf(groups);
            wishes = List.copyOf(wishes);
            doubtful = List.copyOf(doubtful);
            sources = List.copyOf(sources);
        }

        /** What they are given and what they keep. */
        Stream<Wish> all() {
            return Stream.concat(wishes.stream(), doubtful.stream());
        }

        Optional<Wish> find(EnvironmentName name) {
            return all().filter(wish -> wish.name().equals(name)).findFirst();
        }
    }

    /**
     * One environment or toolkit with the sources that it names, as they are for the machine.
     *
     * @param by which groups
     */
    record Wish(
            Assignable asking,
            long revision,
            long specRevision,
            List<AvailableSource> sources,
            Sha256 sourcesDigest,
            Giving by) {
        Wish {
            sources = List.copyOf(sources);
        }

        Schedule schedule() {
            return by.schedule();
        }

        Mode mode() {
            return by.mode();
        }

        EnvironmentName name() {
            return asking.name();
        }

        /** As operators see it. */
        Given given() {
            return new Given(name(), by.names(), by.mode(), by.conflicts());
        }

        /** The only GPUs that count; empty where none is named. */
        List<GpuUuid> listedGpus() {
            return asking.gpus().listed();
        }

        /** How far what is installed moves by itself. */
        Update update() {
            return asking instanceof Environment environment
                    ? environment.spec().update()
                    : Update.PINNED;
        }

        /** Whether all machines that have it are held to one release of torch. */
        boolean isHeldToOthers() {
            return asking instanceof Environment environment
                    && environment.spec().versions() == Versions.SAME;
        }
    }

    /** All manifests that ask for something. */
    ManifestSet asking() {
        return manifests;
    }

    /** The uuids of all GPUs that something lists. */
    Set<String> listedGpus() {
        return manifests
                .assignables()
                .flatMap(asking -> asking.gpus().listed().stream())
                .map(GpuUuid::text)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What operators say of a machine. */
    Optional<MachineManifest> of(MachineName machine) {
        return Optional.ofNullable(machines.get(machine));
    }

    /** The hold that a machine is in. */
    Optional<Hold> hold(MachineName machine) {
        return of(machine).flatMap(manifest -> manifest.holdAt(now));
    }

    /** Why something is none that a machine should have. */
    String whyNot(EnvironmentName name) {
        return find(all, name)
                .map(StoredManifest::manifest)
                .filter(manifest -> manifest.isOver(now))
                .map(over -> "its last day was " + over.metadata().annotations().expires())
                .orElse("no manifest asks for it any more");
    }

    /**
     * What a machine should have.
     *
     * @param labels that operators gave it
     * @param facts looked at only where some group asks for them
     */
    ForLabels of(Map<String, String> labels, Supplier<PlanningFacts> facts) {
        Labels all = asked.isEmpty() ? new Labels(labels, Map.of()) : Labels.of(labels, facts.get(), asked);
        return byLabels.computeIfAbsent(all, this::compute);
    }

    /** The groups that a machine is in or may be in, the one that decides first. */
    List<Membership> memberships(Map<String, String> labels, PlanningFacts facts) {
        Labels all = Labels.of(labels, facts, asked);
        return groups.stream()
                .flatMap(group -> {
                    Selector machines = group.spec().machines();
                    Answer answer = machines.of(all);
                    return answer == Answer.NO
                            ? Stream.empty()
                            : Stream.of(new Membership(
                                    group.name(),
                                    machines.toString(),
                                    group.spec().priority(),
                                    answer == Answer.YES));
                })
                .toList();
    }

    private ForLabels compute(Labels labels) {
        List<Group> certain = groups(labels, Answer.YES);
        Set<EnvironmentName> names = given(certain);
        List<Group> doubtful = groups(labels, Answer.UNKNOWN);
        Set<EnvironmentName> doubtfulNames = given(doubtful);
        doubtfulNames.removeAll(names);
        List<Wish> wishes = wishes(names, labels, certain);
        List<Wish> doubted = wishes(doubtfulNames, labels, doubtful);
        Stream<SourceName> builtIn = BuiltInSources.ofPip().stream().map(AvailableSource::name);
        Stream<SourceName> named =
                Stream.concat(wishes.stream(), doubted.stream()).flatMap(wish -> sourcesOf(wish.asking()).stream());
        return new ForLabels(
                wishes,
                doubted,
                Stream.concat(builtIn, named)
                        .distinct()
                        .flatMap(name -> available(name, labels).stream())
                        .toList(),
                Stream.concat(certain.stream(), doubtful.stream())
                        .map(Group::name)
                        .collect(Collectors.toUnmodifiableSet()),
                certain.stream()
                        .flatMap(group -> group.spec().availability() == null
                                ? Stream.empty()
                                : Stream.of(group.spec().availability()))
                        .findFirst()
                        .orElse(null),
                certain.stream()
                        .filter(group -> group.spec().reboot() != Reboot.NEVER)
                        .findFirst()
                        .map(Wishes::reboot)
                        .orElse(null));
    }

    private static RebootTerms reboot(Group group) {
        return new RebootTerms(group.name(), group.spec().reboot(), group.spec().schedule());
    }

    private List<Group> groups(Labels labels, Answer answer) {
        return groups.stream()
                .filter(group -> group.spec().machines().of(labels) == answer)
                .toList();
    }

    private static Set<EnvironmentName> given(List<Group> by) {
        return by.stream().flatMap(group -> group.spec().given()).collect(Collectors.toCollection(TreeSet::new));
    }

    private List<Wish> wishes(Set<EnvironmentName> names, Labels labels, List<Group> by) {
        return names.stream()
                .flatMap(name -> find(manifests, name).stream())
                .map(stored -> wish(stored, labels, by))
                .toList();
    }

    private Wish wish(StoredManifest stored, Labels labels, List<Group> by) {
        if (!(stored.manifest() instanceof Assignable asking)) {
            throw new IllegalStateException(
                    "stored as what machines can have: " + stored.manifest().kind());
        }
        List<AvailableSource> available = sourcesOf(asking).stream()
                .flatMap(name -> available(name, labels).stream())
                .toList();
        return new Wish(
                asking,
                stored.revision(),
                stored.specRevision(),
                available,
                Sha256.of(Wire.write(available)),
                new Giving(by.stream()
                        .filter(group -> group.spec().given().anyMatch(asking.name()::equals))
                        .toList()));
    }

    /** Names are shared: there is one of them at most. */
    private static Optional<StoredManifest> find(ManifestSet among, EnvironmentName name) {
        ManifestName manifest = new ManifestName(name.value());
        return among.find(Kind.ENVIRONMENT, manifest).or(() -> among.find(Kind.TOOLKIT, manifest));
    }

    /** A toolkit names its archives itself. */
    private static List<SourceName> sourcesOf(Assignable asking) {
        return switch (asking) {
            case Environment environment -> environment.spec().sources();
            case Toolkit _ -> List.of();
        };
    }

    private Optional<AvailableSource> available(SourceName name, Labels labels) {
        return SourceChoice.of(name, sources, labels.given());
    }
}
