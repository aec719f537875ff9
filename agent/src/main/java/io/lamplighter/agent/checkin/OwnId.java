package io.lamplighter.agent.checkin;

import io.lamplighter.agent.layout.Layout;
import io.lamplighter.api.name.MachineId;
import io.lamplighter.api.wire.Identity;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the controller calls this machine: known once it has enrolled, and the same from then on. */
@Singleton
public final class OwnId implements Supplier<MachineId> {
    private final IdentityFile file;
    private volatile @Nullable MachineId id;

    OwnId(Layout layout) {
        this.file = new IdentityFile(layout.identity(), new SecureRandom());
    }

    /** @throws IllegalStateException before the first enrolment was answered: nothing is assigned then either */
    @Override
    public MachineId get() {
        MachineId known = id;
        if (known == null) {
            known = read();
            id = known;
        }
        return known;
    }

    private MachineId read() {
        try {
            return file.enrolled()
                    .map(StoredIdentity::identity)
                    .map(Identity::id)
                    .orElseThrow(() -> new IllegalStateException("this machine is not enrolled yet"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
