package io.lamplighter.controller.placement;

import static java.util.Comparator.comparing;

import io.lamplighter.api.manifest.Environment.Update;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.MachineId;
import io.lamplighter.api.name.Sha256;
import io.lamplighter.api.plan.Explanation.Considered;
import io.lamplighter.api.plan.Explanation.Verdict;
import io.lamplighter.controller.machine.MachineStore;
import io.lamplighter.controller.manifest.ManifestStore;
import io.lamplighter.controller.placement.Wishes.Wish;
import io.lamplighter.controller.storage.Session;
import io.lamplighter.versions.pep440.Pep440Version;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the planner says of the newest release of torch, for a machine that uses an older one. */
@Singleton
public final class NewerTorch {
    private final MachineStore machines;
    private final ManifestStore manifests;
    private final Inquiries inquiries;
    private final InstantSource clock;

    NewerTorch(MachineStore machines, ManifestStore manifests, Inquiries inquiries, InstantSource clock) {
        this.machines = machines;
        this.manifests = manifests;
        this.inquiries = inquiries;
        this.clock = clock;
    }

    /**
     * The newest that the catalog knows.
     *
     * @param because what the planner says of its best build
     */
    public record Newest(Pep440Version release, String because) {}

    /** What is asked of one moment: manifests and catalog are read once for it. */
    public Look begin(Session session) {
        return new Look(session, inquiries.begin(session, new Wishes(manifests.all(session), clock.instant())));
    }

    /** One moment. Not safe to share between threads. */
    public final class Look {
        private final Session session;
        private final Inquiry inquiry;

        private Look(Session session, Inquiry inquiry) {
            this.session = session;
            this.inquiry = inquiry;
        }

        /**
         * Empty where the machine or the environment is not there any more, and where nothing is chosen.
         *
         * @param inUse what the plan in use chose; absent where it chose nothing
         */
        public Optional<Newest> of(MachineId machine, EnvironmentName environment, @Nullable String inUse) {
            return machines.find(session, machine)
                    .flatMap(found -> inquiry.wanted(found)
                            .find(environment)
                            .flatMap(wish -> newest(inquiry, wish, inquiry.deciding(wish, found), inUse)));
        }
    }

    private static Optional<Newest> newest(Inquiry inquiry, Wish wish, Sha256 deciding, @Nullable String inUse) {
        Optional<Pep440Version> moving = inUse == null ? Optional.empty() : inquiry.newerTorch(wish, deciding, inUse);
        return inquiry.decide(wish, deciding).explanation().candidates().stream()
                .filter(each -> each.torch() != null)
                .max(comparing((Considered each) -> release(each)).thenComparingInt(each -> rank(each.verdict())))
                .map(each -> new Newest(
                        release(each),
                        moving.filter(release(each)::equals).isPresent()
                                ? each.name() + " comes in a window"
                                : because(each, wish.update())));
    }

    private static Pep440Version release(Considered each) {
        return Pep440Version.parse(Objects.requireNonNull(each.torch())).withoutLocal();
    }

    /** Of the builds of one release the one that comes nearest. */
    private static int rank(Verdict verdict) {
        return switch (verdict) {
            case CHOSEN -> 3;
            case KEPT -> 2;
            case UNPROVEN -> 1;
            case EXCLUDED -> 0;
        };
    }

    private static String because(Considered each, Update update) {
        if (each.verdict() == Verdict.EXCLUDED) {
            return each.name() + ": " + each.because();
        }
        return (update == Update.PINNED ? "what is in use stays" : "update: " + update.label() + " goes less far")
                + "; planned anew it would be " + each.name();
    }
}
