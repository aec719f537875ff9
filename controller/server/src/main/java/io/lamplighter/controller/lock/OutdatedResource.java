package io.lamplighter.controller.lock;

import io.lamplighter.api.lock.Bound;
import io.lamplighter.api.lock.Denials;
import io.lamplighter.api.lock.LockedPackage;
import io.lamplighter.api.manifest.Environment.Installer;
import io.lamplighter.api.manifest.Environment.Update;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.GroupName;
import io.lamplighter.api.plan.Step;
import io.lamplighter.api.view.Outdated;
import io.lamplighter.api.view.Outdated.Behind;
import io.lamplighter.api.view.Outdated.Unread;
import io.lamplighter.api.view.Outdated.Why;
import io.lamplighter.controller.lock.UsedLocks.Part;
import io.lamplighter.controller.lock.UsedLocks.Subject;
import io.lamplighter.controller.placement.DenialStore;
import io.lamplighter.controller.placement.LocksInUse.Use;
import io.lamplighter.controller.problem.CallerMistake.SourceUnreachable;
import io.lamplighter.controller.storage.Storage;
import io.lamplighter.versions.conda.MatchSpec;
import io.lamplighter.versions.pep440.Pep440Version;
import io.lamplighter.versions.pep508.Requirement;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is behind its sources, and why it stays. */
@Path("api/v1/outdated")
final class OutdatedResource {
    /** People wait for the answer; what a source has not said by then is told as not known. */
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private static final String TORCH = "torch";

    private final Storage storage;
    private final UsedLocks used;
    private final DenialStore denials;
    private final SourceClients clients;
    private final InstantSource clock;

    OutdatedResource(Storage storage, UsedLocks used, DenialStore denials, SourceClients clients, InstantSource clock) {
        this.storage = storage;
        this.used = used;
        this.denials = denials;
        this.clients = clients;
        this.clock = clock;
    }

    /**
     * Of the locks that machines use.
     *
     * @param environment one alone
     * @param group only machines of it
     * @param all also packages that no stage names
     */
    @GET
    public Outdated get(
            @QueryParam("environment") @Nullable EnvironmentName environment,
            @QueryParam("group") @Nullable GroupName group,
            @QueryParam("all") boolean all)
            throws InterruptedException {
        Instant now = clock.instant();
        Denials denied = storage.read(denials::all);
        List<Subject> subjects = storage.read(session -> used.of(session, environment, group, now));
        List<Part> parts = subjects.stream()
                .flatMap(subject -> subject.lock().document().lock().stages().stream()
                        .flatMap(stage -> stage.packages().stream().map(each -> new Part(subject, stage, each))))
                .toList();
        List<Part> compared = parts.stream()
                .filter(part -> !part.isChosen() && (all || part.isNamed()))
                .toList();
        List<Behind> behind = new ArrayList<>();
        List<Unread> unread = new ArrayList<>();
        parts.stream()
                .filter(part -> part.isChosen() && part.locked().name().equals(TORCH))
                .forEach(part -> chosen(part).ifPresent(behind::add));
        try (SourceClient client = clients.open()) {
            SourceOffers offers = new SourceOffers(client, PATIENCE);
            compared.forEach(part ->
                    offers.want(part.stage(), part.locked(), part.subject().sources()));
            offers.ask();
            for (Part part : compared) {
                SourceOffers.Found found = offers.of(
                        part.stage(),
                        part.locked(),
                        part.subject().lock().platform(),
                        part.subject().sources());
                if (found.because() == null) {
                    Lagging.of(part.locked().version(), found.files(), terms(part, denied, now))
                            .map(lagging -> behind(part, lagging))
                            .ifPresent(behind::add);
                } else {
                    unread.add(new Unread(
                            part.subject().use().environment(), part.locked().name(), found.because()));
                }
            }
        } catch (IOException e) {
            throw new SourceUnreachable("the authorities of this controller cannot be used: " + e.getMessage());
        }
        return new Outdated(
                behind,
                compared.size() - unread.size(),
                unread.stream().distinct().toList());
    }

    private static Lagging.Terms terms(Part part, Denials denied, Instant now) {
        Subject subject = part.subject();
        return new Lagging.Terms(
                part.stage().installer(),
                part.locked().name(),
                asked(part).toList(),
                within(part).toList(),
                subject.spec().update().label(),
                subject.spec().cooldown().duration(),
                denied,
                now);
    }

    /** Of a pinned environment nothing moves, and what no stage names has no bound of its own. */
    private static Stream<Bound> within(Part part) {
        LockedPackage locked = part.locked();
        Installer installer = part.stage().installer();
        return part.subject().spec().update() == Update.PINNED
                ? Stream.of(new Bound(installer, locked.name(), "==" + locked.version()))
                : part.subject().limits().of(installer).stream()
                        .filter(bound -> bound.name().equals(locked.name()));
    }

    private static Stream<Bound> asked(Part part) {
        String name = part.locked().name();
        return switch (part.stage().installer()) {
            case PIP ->
                part.subject().plan().all(Step.Install.class).stream()
                        .flatMap(stage -> stage.requirements().stream())
                        .map(Requirement::parse)
                        .filter(each -> each.name().equals(name)
                                && !each.specifiers().text().isEmpty())
                        .map(each ->
                                new Bound(Installer.PIP, name, each.specifiers().text()));
            case CONDA ->
                part.subject().plan().all(Step.SolveConda.class).stream()
                        .flatMap(solve -> solve.requirements().stream())
                        .map(MatchSpec::parse)
                        .filter(each -> each.name().equals(name)
                                && !each.version().text().isEmpty())
                        .map(each ->
                                new Bound(Installer.CONDA, name, each.version().text()));
        };
    }

    private static Behind behind(Part part, Lagging lagging) {
        Use use = part.subject().use();
        Reason reason = lagging.why() == Why.WINDOW ? waiting(part) : new Reason(lagging.why(), lagging.detail());
        return new Behind(
                use.environment(),
                use.lock(),
                use.machines(),
                part.stage().installer(),
                part.locked().name(),
                part.locked().version(),
                lagging.newest(),
                lagging.allowed(),
                reason.why(),
                reason.detail());
    }

    private record Reason(Why why, String detail) {}

    /** Nothing about the release itself keeps it. */
    private static Reason waiting(Part part) {
        Use use = part.subject().use();
        if (use.held() != null) {
            return new Reason(Why.HELD, use.held());
        }
        if (part.subject().failed() != null) {
            return new Reason(Why.FAILED, part.subject().failed());
        }
        String window = use.window() == null ? "any time now" : "from " + use.window() + " on";
        return new Reason(Why.WINDOW, part.isNamed() ? window : window + ", as far as what needs it allows");
    }

    /** Of torch: the planner knows it better than any page. */
    private static Optional<Behind> chosen(Part part) {
        Use use = part.subject().use();
        return Optional.ofNullable(part.subject().torch())
                .filter(newest -> newest.release()
                                .compareTo(Pep440Version.parse(part.locked().version())
                                        .withoutLocal())
                        > 0)
                .map(newest -> new Behind(
                        use.environment(),
                        use.lock(),
                        use.machines(),
                        Installer.PIP,
                        part.locked().name(),
                        part.locked().version(),
                        newest.release().normalized(),
                        null,
                        Why.PLAN,
                        newest.because()));
    }
}
