package io.lamplighter.controller.manifest;

import io.lamplighter.api.manifest.Assignable;
import io.lamplighter.api.manifest.Group;
import io.lamplighter.api.manifest.MachineManifest;
import io.lamplighter.api.manifest.Manifest;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.controller.manifest.UrgencyStore.Urgent;
import io.lamplighter.controller.storage.Transaction;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Changes that cannot wait for windows and gates. */
@Singleton
final class Urgency {
    private final UrgencyStore store;
    private final InstantSource clock;

    Urgency(UrgencyStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Of what is applied, and of what applied groups give. */
    void want(Transaction transaction, List<Manifest> applied, ManifestSet all) {
        applied.stream()
                .flatMap(Urgency::names)
                .distinct()
                .flatMap(name -> all.all().stream()
                        .filter(stored -> stored.manifest() instanceof Assignable asking
                                && asking.name().equals(name))
                        .map(stored -> new Urgent(name, stored.specRevision())))
                .forEach(urgent -> store.put(transaction, urgent, clock.instant()));
    }

    /** The effects of a change, and what it means that it is urgent. */
    static List<String> told(List<String> effects) {
        List<String> told = new ArrayList<>(effects);
        told.add(
                "at once, until the spec changes again: windows, blackout days and gates are ignored, but for diskFree;"
                        + " a freeze still holds");
        return told;
    }

    private static Stream<EnvironmentName> names(Manifest manifest) {
        return switch (manifest) {
            case Assignable asking -> Stream.of(asking.name());
            case Group group -> group.spec().given();
            case Source _, MachineManifest _ -> Stream.empty();
        };
    }
}
