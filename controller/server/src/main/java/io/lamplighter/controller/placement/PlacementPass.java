package io.lamplighter.controller.placement;

import static java.util.stream.Collectors.toMap;

import io.lamplighter.api.machine.Hold;
import io.lamplighter.api.manifest.Group.Mode;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.Sha256;
import io.lamplighter.api.plan.Resolution;
import io.lamplighter.api.run.RunReport;
import io.lamplighter.api.view.PlacementView.Phase;
import io.lamplighter.controller.event.Events;
import io.lamplighter.controller.generation.GenerationStore;
import io.lamplighter.controller.generation.KeepStore;
import io.lamplighter.controller.generation.RollbackStore;
import io.lamplighter.controller.generation.RollbackStore.Pinned;
import io.lamplighter.controller.machine.FactsStore;
import io.lamplighter.controller.machine.Machine;
import io.lamplighter.controller.machine.PresenceStore;
import io.lamplighter.controller.manifest.ManifestSet;
import io.lamplighter.controller.manifest.UrgencyStore;
import io.lamplighter.controller.placement.Wishes.ForLabels;
import io.lamplighter.controller.placement.Wishes.Wish;
import io.lamplighter.controller.run.RunStore;
import io.lamplighter.controller.storage.Transaction;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One walk over machines inside one transaction: all of it sees the same manifests, the same time and shares answers.
 */
final class PlacementPass {
    private static final Logger LOG = Logger.getLogger(PlacementPass.class);

    private final Transaction transaction;
    private final Tools tools;
    private final Wishes wishes;
    private final Inquiry inquiry;
    private final Occasion occasion;
    private final Instant now;
    private final Tally tally = new Tally();
    private final Map<Sha256, Answer> answers = new HashMap<>();
    private final SettlementNews news;
    private final GenerationWishes generations;
    private final Drifts drifts;
    private final Timing timing;
    private final PlacementNews placementNews;
    private final FilesInForce files;
    private final RefreshWishes refreshes;
    private final DeniedInUse denied;

    /** What every walk needs and none owns. */
    @Singleton
    record Tools(
            PlacementStore placements,
            PresenceStore presences,
            Inquiries inquiries,
            PlanStore plans,
            Assignments assignments,
            SettlementStore settlements,
            RunStore runs,
            RollbackStore rollbacks,
            KeepStore keeps,
            GenerationStore generations,
            FreezeStore freezes,
            UrgencyStore urgencies,
            Events events,
            FilesInForceStore files,
            RefreshOrderStore refreshOrders,
            DenialStore denials,
            FactsStore facts,
            PlacementConfig config,
            InstantSource clock) {}

    /** What a walk is made for. */
    enum Occasion {
        /** Manifests or the catalog changed: a placement with the same question as before stays as it is. */
        QUESTIONS,
        /** Something about the machine or its runs changed: its placements are looked at in any case. */
        MACHINE
    }

    PlacementPass(Transaction transaction, Tools tools, ManifestSet manifests, Occasion occasion) {
        this.transaction = transaction;
        this.tools = tools;
        now = tools.clock().instant().truncatedTo(ChronoUnit.MILLIS);
        wishes = new Wishes(manifests, now);
        inquiry = tools.inquiries().begin(transaction, wishes);
        this.occasion = occasion;
        drifts = new Drifts(transaction, tools.generations(), tools.plans());
        placementNews = new PlacementNews(transaction, tools.events(), tools.plans());
        news = new SettlementNews(transaction, tools.settlements());
        files = new FilesInForce(
                tools.files().all(transaction),
                id -> tools.facts().of(transaction, id).host());
        denied = new DeniedInUse(transaction, tools.denials(), tools.runs(), inquiry::chooses);
        refreshes = new RefreshWishes(tools.refreshOrders().all(transaction), denied);
        generations = new GenerationWishes(
                tools.rollbacks().all(transaction), tools.keeps().all(transaction));
        timing = new Timing(tools.freezes().all(transaction), tools.urgencies().all(transaction), now);
    }

    /** All manifests that ask for something. */
    ManifestSet asking() {
        return wishes.asking();
    }

    String catalogVersion() {
        return inquiry.catalogVersion();
    }

    /** Whether machines that this did not walk over must hear of something that this one changed for all. */
    boolean concernsOthers() {
        return occasion == Occasion.MACHINE && news.isAny();
    }

    /** Ends a walk over all machines. */
    void end() {
        news.keep();
    }

    Tally tally() {
        return tally;
    }

    /** Brings one machine's placements and assignment up to date. */
    void machine(Machine machine, List<Placement> before) {
        ForLabels wanted = inquiry.wanted(machine);
        if (!Objects.equals(machine.availability(), wanted.availability())) {
            tools.presences().expect(transaction, machine.id(), wanted.availability());
        }
        Hold hold = wishes.hold(machine.name()).orElse(null);
        Map<EnvironmentName, Placement> known =
                before.stream().collect(toMap(Placement::environment, placement -> placement));
        List<Placement> after = new ArrayList<>();
        for (Wish wish : wanted.wishes()) {
            Placement placement = known.remove(wish.name());
            after.add(want(
                    machine, wish, hold, placement == null ? Placement.begin(machine.id(), wish.name()) : placement));
        }
        for (Wish doubtful : wanted.doubtful()) {
            Placement placement = known.remove(doubtful.name());
            if (placement != null) {
                after.add(
                        placement.isRetiring()
                                ? retire(machine, placement, hold)
                                : want(machine, doubtful, hold, placement));
            }
        }
        for (Placement unwanted : known.values()) {
            if (unwanted.isTangible()) {
                after.add(retire(machine, unwanted, hold));
            } else {
                tally.withdrawn(unwanted);
                tools.placements().delete(transaction, unwanted);
            }
        }
        after.sort(Comparator.comparing(Placement::environment));
        tools.assignments()
                .settle(transaction, machine.id(), wanted, hold, after, generations, timing, files, refreshes);
    }

    private Placement want(Machine machine, Wish wish, @Nullable Hold hold, Placement before) {
        Sha256 deciding = inquiry.deciding(wish, machine);
        Sha256 key = inquiry.key(wish, deciding);
        boolean settledAnew = news.isAnew(wish, inquiry.settlement(wish));
        if (occasion == Occasion.QUESTIONS
                && !settledAnew
                && asksTheSame(before, wish, key)
                && before.phase() != Phase.DRIFTED
                && Phases.isHeldAs(before, hold)) {
            return before;
        }
        Answer answer = answers.computeIfAbsent(key, _ -> answer(key, () -> inquiry.resolve(wish, deciding)));
        Optional<Pinned> pin = pinned(before, wish.specRevision());
        AcceptedSteps accepted = AcceptedSteps.parse(machine.accepts());
        boolean leaving = isToLeaveTheCpu(wish, before, answer) || denied.isOfThePlan(before);
        Optional<Answer.Planned> newer =
                pin.isPresent() || leaving ? Optional.empty() : newer(wish, deciding, before, accepted);
        PlanChoice choice = pin.map(pinned -> PlanChoice.pinned(before, wish.specRevision(), pinned.plan()))
                .or(() -> newer.map(planned -> PlanChoice.newer(before, planned)))
                .orElseGet(() -> PlanChoice.of(
                        leaving ? before.withdrawingWhatIsInUse() : before, wish.specRevision(), answer, accepted));
        Placement after = look(
                before.wanted(
                        wish.revision(),
                        wish.specRevision(),
                        key,
                        choice,
                        pin.isPresent() ? pin.get().lock() : files.digest(choice.plan(), before)),
                hold,
                newer.isPresent() ? newer.get() : answer,
                Settlement.note(inquiry.settlement(wish)).orElse(null));
        save(machine, before, after);
        tally.wanted(before, after);
        return after;
    }

    /** The plan with the release of torch that the spec lets what is in use move to; empty where that stays. */
    private Optional<Answer.Planned> newer(Wish wish, Sha256 deciding, Placement before, AcceptedSteps accepted) {
        return before.inUseFor(wish.specRevision())
                .flatMap(inUse -> tools.plans().candidate(transaction, inUse))
                .flatMap(inUse -> inquiry.newerTorch(wish, deciding, inUse))
                .map(release -> answers.computeIfAbsent(
                        inquiry.key(wish, deciding, release),
                        key -> answer(key, () -> inquiry.resolve(wish, deciding, release))))
                .filter(Answer.Planned.class::isInstance)
                .map(Answer.Planned.class::cast)
                .filter(accepted::cover);
    }

    /** A build for the CPU where the GPUs are wanted is a drift, and what enforces puts it right. */
    private boolean isToLeaveTheCpu(Wish wish, Placement before, Answer answer) {
        return wish.mode() == Mode.ENFORCE && drifts.lacksCuda(before, answer);
    }

    /** A rollback ends with the spec that it was asked for. */
    private Optional<Pinned> pinned(Placement placement, long specRevision) {
        Optional<Pinned> pinned = generations.pinned(placement.machine(), placement.environment());
        if (pinned.isPresent() && pinned.get().specRevision() != specRevision) {
            end(pinned.get());
            return Optional.empty();
        }
        return pinned;
    }

    private void end(Pinned over) {
        generations.forget(over);
        tools.rollbacks().delete(transaction, over.machine(), over.environment());
        transaction.afterCommit(() -> LOG.infof(
                "the rollback of %s on machine %s to %s is over",
                over.environment(), over.machine(), over.rollback().generation()));
    }

    private Answer answer(Sha256 key, Supplier<Resolution> asked) {
        return tools.plans()
                .find(transaction, key)
                .orElseGet(() -> tools.plans().put(transaction, key, asked.get()));
    }

    private static boolean asksTheSame(Placement before, Wish wish, Sha256 key) {
        return !before.isRetiring() && before.revision() == wish.revision() && key.equals(before.resolution());
    }

    private Placement retire(Machine machine, Placement before, @Nullable Hold hold) {
        if (before.isRetiring() && Phases.isHeldAs(before, hold)) {
            return before;
        }
        boolean anew = !before.isRetiring();
        if (anew) {
            generations.pinned(before.machine(), before.environment()).ifPresent(this::end);
        }
        Placement retiring = anew ? before.retiring(now.plus(tools.config().grace())) : before;
        Placement after = look(retiring, hold, null, wishes.whyNot(before.environment()));
        save(machine, before, after);
        if (anew) {
            tally.retiring(after);
        }
        return after;
    }

    private Placement look(Placement placement, @Nullable Hold hold, @Nullable Answer answer, @Nullable String note) {
        RunReport run = placement.lastRun() == null
                ? null
                : tools.runs().find(transaction, placement.lastRun()).orElse(null);
        String drift = drifts.of(placement, answer, run).orElse(null);
        return placement.looking(
                Conditions.of(placement, answer, note, run, drift, now),
                hold == null
                        ? Phases.of(placement, answer, run).drifted(drift).using(denied.of(placement))
                        : Phases.held(hold));
    }

    private void save(Machine machine, Placement before, Placement after) {
        if (after.equals(before)) {
            return;
        }
        tools.placements().put(transaction, after);
        placementNews.tell(machine.name(), before, after);
        if (after.phase() != before.phase() || before.revision() == 0) {
            transaction.afterCommit(() -> LOG.infof(
                    "%s on machine %s is %s%s, plan %s",
                    after.environment(),
                    after.machine(),
                    after.phase(),
                    after.phaseDetail().isEmpty() ? "" : " (" + after.phaseDetail() + ")",
                    after.plan() == null ? "none" : after.plan().abbreviated()));
        }
    }
}
