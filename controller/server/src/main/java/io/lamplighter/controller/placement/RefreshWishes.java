package io.lamplighter.controller.placement;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.lamplighter.api.manifest.Environment;
import io.lamplighter.api.manifest.Environment.Update;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.wire.Assignment.Refreshing;
import io.lamplighter.controller.placement.RefreshOrderStore.RefreshOrder;
import io.lamplighter.controller.placement.Wishes.ForLabels;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Which environments are solved anew by themselves, and what operators could not wait for. */
final class RefreshWishes {
    private final Map<EnvironmentName, RefreshOrder> orders;
    private final DeniedInUse denied;

    RefreshWishes(List<RefreshOrder> orders, DeniedInUse denied) {
        this.denied = denied;
        this.orders = orders.stream().collect(toMap(RefreshOrder::environment, order -> order));
    }

    /** Those of a machine; what is pinned is one of them only where something denied is in use. */
    Map<EnvironmentName, Refreshing> of(ForLabels wanted, List<Placement> placements) {
        Set<EnvironmentName> toLeave = placements.stream()
                .filter(denied::isLeftBySolving)
                .map(Placement::environment)
                .collect(toSet());
        Map<EnvironmentName, Refreshing> refreshed = new TreeMap<>();
        wanted.all().forEach(wish -> {
            if (wish.asking() instanceof Environment environment
                    && (environment.spec().update() != Update.PINNED || toLeave.contains(wish.name()))) {
                refreshed.put(wish.name(), refreshing(environment, toLeave.contains(wish.name())));
            }
        });
        return refreshed;
    }

    private Refreshing refreshing(Environment environment, boolean toLeave) {
        Update update = environment.spec().update();
        RefreshOrder order = orders.get(environment.name());
        long ordered = Math.max(order == null ? 0 : order.ordered(), toLeave ? denied.ordered() : 0);
        return new Refreshing(update, ordered, order == null ? null : order.hurriedUntil());
    }
}
