package io.lamplighter.controller.placement;

import static java.util.stream.Collectors.toMap;

import io.lamplighter.api.manifest.Environment;
import io.lamplighter.api.manifest.Environment.Update;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.wire.Assignment.Refreshing;
import io.lamplighter.controller.placement.RefreshOrderStore.RefreshOrder;
import io.lamplighter.controller.placement.Wishes.ForLabels;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which environments are solved anew by themselves, and what operators could not wait for. */
final class RefreshWishes {
    private final Map<EnvironmentName, RefreshOrder> orders;

    RefreshWishes(List<RefreshOrder> orders) {
        this.orders = orders.stream().collect(toMap(RefreshOrder::environment, order -> order));
    }

    /** Those of a machine; what is pinned is none of them. */
    Map<EnvironmentName, Refreshing> of(ForLabels wanted) {
        Map<EnvironmentName, Refreshing> refreshed = new TreeMap<>();
        wanted.all().forEach(wish -> {
            if (wish.asking() instanceof Environment environment
                    && environment.spec().update() != Update.PINNED) {
                refreshed.put(wish.name(), refreshing(environment));
            }
        });
        return refreshed;
    }

    private Refreshing refreshing(Environment environment) {
        Update update = environment.spec().update();
        RefreshOrder order = orders.get(environment.name());
        return order == null
                ? new Refreshing(update, 0)
                : new Refreshing(update, order.ordered(), order.hurriedUntil());
    }
}
