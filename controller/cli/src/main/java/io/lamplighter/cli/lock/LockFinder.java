package io.lamplighter.cli.lock;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import io.lamplighter.api.generation.Generation;
import io.lamplighter.api.generation.GenerationsView;
import io.lamplighter.api.lock.Platform;
import io.lamplighter.api.machine.MachineFacts.Host;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.api.name.PlanId;
import io.lamplighter.api.name.PlanPrefix;
import io.lamplighter.api.run.RunOutcome;
import io.lamplighter.api.run.RunReport;
import io.lamplighter.api.view.LockView;
import io.lamplighter.api.view.PlacementView;
import io.lamplighter.cli.connection.Controller;
import io.lamplighter.cli.exit.ExitStatus;
import io.lamplighter.cli.exit.LampException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asks the controller for what an address means. */
final class LockFinder {
    private final Controller controller;
    private final @Nullable MachineName machine;
    private final @Nullable String python;

    LockFinder(Controller controller, LockOptions options) {
        this.controller = controller;
        this.machine = options.machine();
        this.python = options.python();
    }

    /** The packages at an address. */
    Contents contents(LockAddress address) {
        return address instanceof LockAddress.InUse inUse ? inUse(inUse) : Contents.of(lock(address));
    }

    /** The lock at an address. */
    FoundLock lock(LockAddress address) {
        return switch (address) {
            case LockAddress.OfPlan(PlanPrefix plan) -> only(plan, machine);
            case LockAddress.Wanted(EnvironmentName environment, MachineName of) ->
                only(PlanPrefix.of(of == null ? plan(environment) : plan(of, environment)), of);
            case LockAddress.InUse(EnvironmentName environment, MachineName of) ->
                throw LampException.badInput(
                        "what " + of + " has of " + environment + " is no lock",
                        "lamp lock diff compares it; " + of + "/" + environment + " is the lock of its plan");
        };
    }

    private PlanId plan(MachineName of, EnvironmentName environment) {
        PlacementView placement = controller.placement(of, environment);
        if (placement.plan() == null) {
            throw new LampException(
                    ExitStatus.NO,
                    of + " has no plan of " + environment,
                    "lamp explain " + of + " " + environment + " says why");
        }
        return placement.plan();
    }

    private PlanId plan(EnvironmentName environment) {
        Map<PlanId, List<PlacementView>> plans = controller.placements(null, environment).stream()
                .filter(placement -> placement.plan() != null)
                .collect(groupingBy(
                        placement -> Objects.requireNonNull(placement.plan()), TreeMap::new, Collectors.toList()));
        if (plans.isEmpty()) {
            throw new LampException(
                    ExitStatus.NO,
                    "no machine has a plan of " + environment,
                    "lamp get placements lists what machines have");
        }
        if (plans.size() > 1) {
            throw LampException.badInput(
                    environment + " has " + plans.size() + " plans: "
                            + plans.entrySet().stream()
                                    .map(each -> words(each.getKey(), each.getValue()))
                                    .collect(joining("; ")),
                    "name one, or a machine with --machine");
        }
        return plans.keySet().iterator().next();
    }

    private static String words(PlanId plan, List<PlacementView> placements) {
        PlacementView first = placements.getFirst();
        return plan.abbreviated() + (first.candidate() == null ? "" : " (" + first.candidate() + ")") + " on "
                + first.machine()
                + (placements.size() == 1 ? "" : " and " + (placements.size() - 1) + " more");
    }

    private FoundLock only(PlanPrefix plan, @Nullable MachineName of) {
        List<LockView> all = controller.locks(plan);
        Host host = of == null ? null : controller.machine(of).facts().host();
        List<LockView> fitting = all.stream()
                .filter(lock -> python == null || python.equals(lock.platform().python()))
                .filter(lock -> host == null || runs(host, lock.platform()))
                .toList();
        if (fitting.isEmpty()) {
            throw none(plan, of, all);
        }
        if (fitting.size() > 1 && (host == null || differsInPython(fitting))) {
            throw LampException.badInput(
                    "plan " + plan + " has " + fitting.size() + " locks: " + words(fitting),
                    "say which with --machine or --python");
        }
        return FoundLock.of(fitting.stream()
                .min(comparing((LockView lock) ->
                                host == null || !at(host, lock.platform()).equals(lock.platform()))
                        .thenComparing(LockView::storedAt))
                .orElseThrow());
    }

    private LampException none(PlanPrefix plan, @Nullable MachineName of, List<LockView> all) {
        if (all.isEmpty()) {
            return new LampException(
                    ExitStatus.NO,
                    "plan " + plan + " has no lock yet: no machine has proved it",
                    "lamp status shows which machines build");
        }
        return new LampException(
                ExitStatus.NO,
                "plan " + plan + " has no lock" + (of == null ? "" : " whose files run on " + of)
                        + (python == null ? "" : " for Python " + python),
                "there is: " + words(all));
    }

    /** The files of a lock are for one Python; which of several a machine has, its facts do not say. */
    private static boolean differsInPython(List<LockView> locks) {
        return locks.stream().map(lock -> lock.platform().python()).distinct().count() > 1;
    }

    private static boolean runs(Host host, Platform platform) {
        return at(host, platform).runsFilesOf(platform);
    }

    private static Platform at(Host host, Platform platform) {
        return new Platform(host.os(), host.architecture(), host.glibc(), platform.python());
    }

    private static String words(List<LockView> locks) {
        return locks.stream()
                .map(lock -> lock.platform() + " (proved by " + lock.pathfinder() + ")")
                .collect(joining("; "));
    }

    /** What the run reported that built the generation in use; runs that only verified it report nothing. */
    private Contents inUse(LockAddress.InUse address) {
        GenerationsView view = controller.generations(address.machine(), address.environment());
        Generation current = view.generations().stream()
                .filter(Generation::current)
                .findFirst()
                .orElseThrow(() -> new LampException(
                        ExitStatus.NO,
                        address.machine() + " has no generation of " + address.environment() + " in use",
                        "lamp status shows how far it is"));
        RunReport built = controller.runs(address.machine(), address.environment()).stream()
                .filter(run -> run.outcome() == RunOutcome.ACTIVATED)
                .map(run -> controller.run(run.run()))
                .filter(run -> current.name().equals(run.generation()))
                .filter(run -> !run.installed().isEmpty())
                .findFirst()
                .orElseThrow(() -> new LampException(
                        ExitStatus.NO,
                        "the controller does not know (any more) what was installed into " + current.name() + " on "
                                + address.machine(),
                        "compare the lock of its plan: " + current.plan().abbreviated()));
        return Contents.of(address, current, built.installed());
    }
}
