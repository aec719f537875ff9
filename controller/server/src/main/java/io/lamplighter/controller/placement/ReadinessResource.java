package io.lamplighter.controller.placement;

import static java.util.stream.Collectors.toMap;

import io.lamplighter.api.manifest.Group;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.GroupName;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.api.view.PlacementView;
import io.lamplighter.api.view.PlacementView.Condition;
import io.lamplighter.api.view.PlacementView.Phase;
import io.lamplighter.api.view.Readiness;
import io.lamplighter.api.view.Readiness.NotReady;
import io.lamplighter.controller.machine.Machine;
import io.lamplighter.controller.problem.CallerMistake.NotFound;
import io.lamplighter.controller.problem.CallerMistake.Unreadable;
import io.lamplighter.controller.storage.Storage;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which machines of a group are not ready with an environment, and why: what one asks before a course. */
@Path("api/v1/groups/{group}/readiness")
final class ReadinessResource {
    private final Storage storage;
    private final GroupMembers members;
    private final PlacementStore placements;
    private final PlacementViews views;

    ReadinessResource(Storage storage, GroupMembers members, PlacementStore placements, PlacementViews views) {
        this.storage = storage;
        this.members = members;
        this.placements = placements;
        this.views = views;
    }

    @GET
    public Readiness get(GroupName group, @QueryParam("environment") @Nullable String environment) {
        return storage.read(session -> {
            Group found = members.named(session, group);
            EnvironmentName name = given(found, environment);
            Map<MachineName, PlacementView> known =
                    placements.page(session, null, name.value(), "", "", Integer.MAX_VALUE).stream()
                            .map(shown -> views.of(shown, null))
                            .collect(toMap(PlacementView::machine, view -> view));
            List<Machine> all = members.of(session, found);
            List<NotReady> notReady = all.stream()
                    .map(Machine::name)
                    .flatMap(machine -> judge(machine, Optional.ofNullable(known.get(machine))).stream())
                    .sorted(Comparator.comparing(NotReady::machine))
                    .toList();
            return new Readiness(group, name, all.size(), all.size() - notReady.size(), notReady);
        });
    }

    private static EnvironmentName given(Group group, @Nullable String environment) {
        List<String> names =
                group.spec().given().map(EnvironmentName::value).sorted().toList();
        if (environment == null) {
            throw new Unreadable(
                    "which environment is not said",
                    "add ?environment=NAME; " + group.name() + " gives " + String.join(", ", names));
        }
        return group.spec()
                .given()
                .filter(name -> name.value().equals(environment))
                .findFirst()
                .orElseThrow(() -> new NotFound("environment of group " + group.name(), environment, names));
    }

    /** Why it is not ready; empty for one that is. */
    static Optional<NotReady> judge(MachineName machine, Optional<PlacementView> placement) {
        if (placement.isEmpty()) {
            return Optional.of(new NotReady(
                    machine, Phase.PENDING, "nothing is planned for it: lamp describe machine " + machine, null, null));
        }
        PlacementView view = placement.get();
        Condition converged = condition(view, Condition.Type.CONVERGED);
        Condition healthy = condition(view, Condition.Type.HEALTHY);
        boolean inUse = (view.phase() == Phase.CONVERGED || view.phase() == Phase.HELD)
                && converged.status() == Condition.Status.TRUE;
        if (inUse && healthy.status() != Condition.Status.FALSE) {
            return Optional.empty();
        }
        Condition reason = inUse || view.phase() == Phase.DRIFTED ? healthy : converged;
        return Optional.of(new NotReady(
                machine,
                view.phase(),
                view.phaseDetail().isEmpty() || inUse ? reason.reason() : view.phaseDetail(),
                reason.since(),
                view.window()));
    }

    private static Condition condition(PlacementView view, Condition.Type type) {
        return view.conditions().stream()
                .filter(condition -> condition.type() == type)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a placement without the condition " + type));
    }
}
