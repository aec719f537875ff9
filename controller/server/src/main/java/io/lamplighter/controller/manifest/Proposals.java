package io.lamplighter.controller.manifest;

import io.lamplighter.api.manifest.Manifest;
import io.lamplighter.controller.machine.MachineStore;
import io.lamplighter.controller.storage.Session;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Manifests as they would be after a change that nobody made yet; nothing is stored. */
@Singleton
public final class Proposals {
    /** Changes are numbered from 1. */
    private static final long NO_CHANGE = 0;

    private final ManifestStore store;
    private final Succession succession;
    private final MachineStore machines;

    Proposals(ManifestStore store, Succession succession, MachineStore machines) {
        this.store = store;
        this.succession = succession;
        this.machines = machines;
    }

    /**
     * All manifests with those of a text among them, which must be as right as if they were applied.
     *
     * @param file as the caller calls the text
     * @param text absent where the manifests stay as they are
     */
    public ManifestSet with(Session session, String file, @Nullable String text) {
        ManifestSet all = store.all(session);
        if (text == null) {
            return all;
        }
        ManifestText given = ManifestText.read(file, text);
        Admission.refuseTwice(given.manifests());
        List<StoredManifest> changed = new ArrayList<>(all.all());
        for (Manifest manifest : given.manifests()) {
            StoredManifest stored =
                    all.find(manifest.kind(), manifest.metadata().name()).orElse(null);
            Admission.refuseStale(manifest, stored);
            if (stored != null) {
                changed.remove(stored);
            }
            changed.add(succession.next(session, manifest, stored, NO_CHANGE));
        }
        ManifestSet proposed = new ManifestSet(changed);
        Admission.refuseUnknownNames(given, proposed, () -> machines.names(session));
        return proposed;
    }
}
