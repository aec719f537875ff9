package io.lamplighter.cli.fork;

import static java.util.stream.Collectors.joining;

import io.lamplighter.api.manifest.Environment;
import io.lamplighter.api.manifest.Environment.Exposure;
import io.lamplighter.api.manifest.Environment.Installer;
import io.lamplighter.api.manifest.Environment.Stage;
import io.lamplighter.api.manifest.Expiry;
import io.lamplighter.api.manifest.Group;
import io.lamplighter.api.manifest.KernelTitle;
import io.lamplighter.api.manifest.Manifest.Annotations;
import io.lamplighter.api.manifest.Manifest.Metadata;
import io.lamplighter.api.manifest.NearestName;
import io.lamplighter.api.manifest.PackageRequirement;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.ManifestName;
import io.lamplighter.cli.exit.LampException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of an environment when some of its packages are asked for otherwise.
 *
 * @param changes the requirements that stand in place of those for the same packages
 */
record Fork(Environment of, List<PackageRequirement> changes) {
    /** What people call it: {@code torch-2-9} for {@code torch==2.9.*}. */
    ManifestName usualName() {
        String name = Stream.concat(
                        Stream.of(of.name().value()),
                        Stream.of(changes.getFirst()
                                .text()
                                .replaceFirst("^[^<>=!~\\s;\\[]*", "")
                                .split("[^0-9a-z]+")))
                .filter(part -> !part.isEmpty())
                .collect(joining("-"))
                .toLowerCase(Locale.ROOT);
        try {
            return new ManifestName(new EnvironmentName(name).value());
        } catch (IllegalArgumentException e) {
            throw LampException.badInput(String.valueOf(e.getMessage()), "choose one with --name");
        }
    }

    /**
     * The environment beside.
     *
     * @throws LampException for a package that none of the stages has
     */
    Environment environment(ManifestName name, @Nullable Expiry expires) {
        Environment.Spec spec = of.spec();
        Annotations before = of.metadata().annotations();
        return new Environment(
                of.apiVersion(),
                of.kind(),
                new Metadata(
                        name,
                        of.metadata().labels(),
                        new Annotations(before.owner(), before.contact(), before.ticket(), expires),
                        null),
                new Environment.Spec(
                        spec.python(),
                        spec.installer(),
                        spec.compute(),
                        spec.gpus(),
                        spec.versions(),
                        stages(),
                        spec.sources(),
                        spec.variables(),
                        spec.verify(),
                        spec.update(),
                        spec.cooldown(),
                        exposure(name)));
    }

    /** The group with the environment beside among its own. */
    static Group with(Group group, ManifestName name) {
        List<EnvironmentName> environments = new ArrayList<>(group.spec().environments());
        environments.add(new EnvironmentName(name.value()));
        return new Group(
                group.apiVersion(), group.kind(), group.metadata(), group.spec().giving(environments));
    }

    private List<Stage> stages() {
        Map<PackageRequirement, PackageRequirement> replacing = new HashMap<>();
        Set<String> known = new TreeSet<>();
        for (PackageRequirement change : changes) {
            boolean found = false;
            for (Stage stage : of.spec().stages()) {
                Installer installer = stage.installer(of.spec().installer());
                for (PackageRequirement requirement : stage.packages()) {
                    String name = nameOf(requirement, installer);
                    known.add(name);
                    if (Optional.of(name).equals(nameIfWrittenFor(change, installer))) {
                        replacing.put(requirement, change);
                        found = true;
                    }
                }
            }
            if (!found) {
                throw unknown(change, known);
            }
        }
        return of.spec().stages().stream()
                .map(stage -> new Stage(
                        stage.name(),
                        stage.installer(),
                        stage.packages().stream()
                                .map(requirement -> replacing.getOrDefault(requirement, requirement))
                                .toList()))
                .toList();
    }

    private LampException unknown(PackageRequirement change, Set<String> known) {
        String name;
        try {
            name = nameOf(change, of.spec().installer());
        } catch (IllegalArgumentException e) {
            return LampException.badInput(
                    "--set " + change.text() + ": " + e.getMessage(), "write it as a stage of " + of.name() + " does");
        }
        return LampException.badInput(
                "environment " + of.name() + " asks for no " + name,
                NearestName.of(name, known)
                        .map(near -> "did you mean " + near + "?")
                        .orElse("it has " + String.join(", ", known)));
    }

    /** Stages of pip and of conda stand side by side, and what is written for the one need not be read by the other. */
    private static Optional<String> nameIfWrittenFor(PackageRequirement requirement, Installer installer) {
        try {
            return Optional.of(nameOf(requirement, installer));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String nameOf(PackageRequirement requirement, Installer installer) {
        return switch (installer) {
            case PIP -> requirement.parsed().name();
            case CONDA -> requirement.matchSpec().name();
        };
    }

    /** Two kernels with one title could not be told apart. */
    private Exposure exposure(ManifestName name) {
        Exposure before = of.spec().expose();
        boolean titled = before.kernel()
                .of(of.name())
                .filter(title -> title.equals(before.kernel().text()))
                .isPresent();
        return new Exposure(
                before.launcher(),
                titled ? new KernelTitle(before.kernel().text() + ", " + name) : before.kernel(),
                before.activate(),
                before.module(),
                before.conda(),
                before.vscode(),
                before.userSite());
    }
}
