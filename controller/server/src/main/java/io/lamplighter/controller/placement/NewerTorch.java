package io.lamplighter.controller.placement;

import static java.util.Comparator.comparing;

import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.MachineId;
import io.lamplighter.api.plan.Explanation.Considered;
import io.lamplighter.api.plan.Explanation.Verdict;
import io.lamplighter.controller.machine.Machine;
import io.lamplighter.controller.machine.MachineStore;
import io.lamplighter.controller.manifest.ManifestStore;
import io.lamplighter.controller.storage.Session;
import io.lamplighter.versions.pep440.Pep440Version;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

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

    /** Empty where the machine or the environment is not there any more, and where nothing is chosen. */
    public Optional<Newest> of(Session session, MachineId machine, EnvironmentName environment) {
        Wishes wishes = new Wishes(manifests.all(session), clock.instant());
        Inquiry inquiry = inquiries.begin(session, wishes);
        return machines.find(session, machine)
                .flatMap(found -> considered(inquiry, found, environment).stream()
                        .filter(each -> each.torch() != null)
                        .max(comparing((Considered each) -> release(each))
                                .thenComparingInt(each -> rank(each.verdict())))
                        .map(each -> new Newest(release(each), because(each))));
    }

    private static List<Considered> considered(Inquiry inquiry, Machine machine, EnvironmentName environment) {
        return inquiry.wanted(machine)
                .find(environment)
                .map(wish -> inquiry.decide(wish, inquiry.deciding(wish, machine))
                        .explanation()
                        .candidates())
                .orElse(List.of());
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

    private static String because(Considered each) {
        return each.verdict() == Verdict.EXCLUDED
                ? each.name() + ": " + each.because()
                : "what is in use stays; planned anew it would be " + each.name();
    }
}
