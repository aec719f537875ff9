package io.lamplighter.api.lock;

import io.lamplighter.api.manifest.Environment.Installer;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** All releases that are denied. */
public record Denials(List<Denial> all) {
    public static final Denials NONE = new Denials(List.of());

    public Denials {
        all = List.copyOf(all);
    }

    public boolean none() {
        return all.isEmpty();
    }

    /** Why a package may not be installed; empty where it may. */
    public Optional<Denial> of(Installer installer, String name, String version) {
        return all.stream()
                .filter(each -> each.denies(installer, name, version))
                .findFirst();
    }

    /** Those of some packages alone, by the names that were written. */
    public Denials about(Predicate<String> names) {
        return new Denials(
                all.stream().filter(each -> names.test(each.release().name())).toList());
    }

    /** What a lock holds of them. */
    public List<Denial> in(Lock lock) {
        return lock.stages().stream()
                .flatMap(stage -> stage.packages().stream()
                        .flatMap(each -> of(stage.installer(), each.name(), each.version()).stream()))
                .distinct()
                .toList();
    }

    /** What each solve has to keep to. */
    public List<Bound> bounds() {
        return all.stream()
                .flatMap(each -> Stream.of(Installer.values()).flatMap(installer -> each.bound(installer).stream()))
                .toList();
    }
}
