package io.lamplighter.agent.execution;

import io.lamplighter.agent.process.ProcessGroups;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.GenerationName;
import io.lamplighter.api.schedule.Schedule;
import io.lamplighter.api.wire.Assignment;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Makes the machine's environments what the assignment says, one after the other, on a thread of its own; what works is
 * replaced only by what was verified. It goes on with the last assignment while no newer one comes.
 */
public final class Engine {
    private static final Logger LOG = Logger.getLogger(Engine.class);
    private static final Duration STOPPING = Duration.ofSeconds(10);

    private final EngineParts parts;
    private final Generations generations;
    private final Journal journal;
    private final Upkeep upkeep;
    private final EnvironmentReconciler reconciler;
    private final CacheTrimming cache;
    private final AtomicReference<@Nullable Assignment> assignment = new AtomicReference<>();
    private final Semaphore wake = new Semaphore(0);
    private final Map<EnvironmentName, EnvironmentState> environments = new TreeMap<>();
    private final Thread worker;
    private volatile List<EnvironmentStatus> statuses = List.of();

    public Engine(EngineParts parts) throws IOException {
        this(parts, new FileJournal(parts.layout(), new ProcessGroups().bootId()));
    }

    Engine(EngineParts parts, Journal journal) {
        this.parts = parts;
        this.journal = journal;
        this.generations = new Generations(parts.layout());
        Activations activations = new Activations(parts.layout());
        this.upkeep = new Upkeep(
                parts,
                generations,
                activations,
                this::reserved,
                name -> state(name).drift(),
                one -> state(one.environment()).freed(one.bytes()));
        this.cache = new CacheTrimming(parts);
        this.reconciler =
                new EnvironmentReconciler(parts, journal, generations, activations, upkeep, cache, new Surroundings());
        this.worker = Thread.ofPlatform().name("environments").daemon().unstarted(this::work);
    }

    /** Puts in order what an earlier agent left, then waits for an assignment. */
    public void start() {
        worker.start();
    }

    /** Acts on an assignment, soon; one that is not newer than the last changes nothing and costs little. */
    public void act(Assignment next) {
        Assignment latest = assignment.accumulateAndGet(
                next,
                (last, given) -> last == null || given == null || given.revision() >= last.revision() ? given : last);
        if (latest != null) {
            parts.permits().freeze(latest.freezes()); // at once: a run may be under way
        }
        wake.release();
    }

    /** How each environment stands. */
    public List<EnvironmentStatus> statuses() {
        return statuses;
    }

    /** What was removed of the installers' cache since the agent started. */
    public long freedCacheBytes() {
        return cache.freedBytes();
    }

    /** Stops where it is; what was begun is taken up by the next start. */
    public void stop() throws InterruptedException {
        worker.interrupt();
        worker.join(STOPPING);
    }

    private void work() {
        try {
            recover();
            while (true) {
                Duration rest = look();
                publish();
                if (rest.isPositive()) {
                    upkeep.tell();
                }
                if (wake.tryAcquire(rest.toNanos(), TimeUnit.NANOSECONDS)) {
                    wake.drainPermits();
                }
            }
        } catch (InterruptedException e) {
            LOG.info("environments are left as they are");
        }
    }

    private void recover() throws InterruptedException {
        try {
            parts.builder().endAll();
        } catch (IOException e) {
            LOG.errorf(e, "what an earlier agent's builder left running could not be ended");
        }
        for (EnvironmentName name : known()) {
            EnvironmentState state = environments.computeIfAbsent(name, EnvironmentState::new);
            try {
                reconciler.recover(state);
            } catch (IOException | RuntimeException e) {
                LOG.errorf(e, "%s: what an earlier agent left could not be put in order", name);
            }
        }
        publish();
    }

    private Set<EnvironmentName> known() {
        Set<EnvironmentName> known = new HashSet<>();
        try {
            known.addAll(journal.environments());
            known.addAll(generations.environments());
        } catch (IOException e) {
            LOG.errorf(e, "the agent's directory cannot be read");
        }
        return known;
    }

    /** Gives every environment what it needs now, and returns how long nothing will be needed. */
    private Duration look() throws InterruptedException {
        Assignment now = assignment.get();
        if (now != null) {
            take(now);
        }
        Instant next = nextLook(parts.clock().instant());
        for (EnvironmentState state : List.copyOf(environments.values())) {
            Instant again = next;
            try {
                again = reconciler.reconcile(state, next);
            } catch (ClosedByInterruptException e) {
                throw new InterruptedException("stopped");
            } catch (IOException | RuntimeException e) {
                LOG.errorf(e, "%s: could not be looked after", state.name());
            }
            next = again.isBefore(next) ? again : next;
        }
        if (now != null && environments.values().stream().noneMatch(EnvironmentState::isAtWork)) {
            next = interlude(now, next);
        }
        Duration rest = Duration.between(parts.clock().instant(), next);
        return rest.isNegative() ? Duration.ZERO : rest;
    }

    private Instant interlude(Assignment now, Instant next) throws InterruptedException {
        try {
            return parts.interlude().look(now, next);
        } catch (IOException | RuntimeException e) {
            LOG.errorf(e, "what else is to be done on this machine could not be");
            return next;
        }
    }

    /** In a while, and when a window opens: a machine that is there then has not missed it. */
    private Instant nextLook(Instant now) {
        List<Schedule> schedules = environments.values().stream()
                .flatMap(state -> state.wanted().map(Wanted::schedule).stream())
                .toList();
        Instant usual = now.plus(parts.config().checkEvery());
        return parts.permits()
                .attend(schedules, now)
                .filter(opens -> opens.isBefore(usual))
                .orElse(usual);
    }

    private void take(Assignment now) {
        now.environments()
                .forEach(each -> state(each.name())
                        .want(
                                Wanted.in(now, each.name()).orElseThrow(),
                                parts.clock().instant()));
        now.retiring().stream()
                .filter(each -> environments.containsKey(each.name()))
                .forEach(each -> state(each.name()).retire(each.removeAfter()));
    }

    private EnvironmentState state(EnvironmentName name) {
        return environments.computeIfAbsent(name, EnvironmentState::new);
    }

    /** What an operator wants to stay. */
    private Set<GenerationName> reserved(EnvironmentName name) {
        Assignment now = assignment.get();
        return now == null ? Set.of() : Wanted.reserved(now, name, parts.clock().instant());
    }

    private void publish() {
        Instant now = parts.clock().instant();
        statuses = environments.values().stream()
                .map(state -> state.status(state.wanted()
                        .flatMap(wanted -> parts.permits().next(wanted.schedule(), now))
                        .orElse(null)))
                .toList();
    }

    /** What one environment sees of the rest. */
    private final class Surroundings implements EnvironmentReconciler.Surroundings {
        @Override
        public @Nullable Assignment assignment() {
            return assignment.get();
        }

        @Override
        public void changed() {
            publish();
        }

        @Override
        public void gone(EnvironmentName environment) {
            environments.remove(environment);
        }
    }
}
