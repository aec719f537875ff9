package io.lamplighter.controller.placement;

import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.controller.placement.Wishes.Wish;
import io.lamplighter.controller.storage.Transaction;
import java.util.HashMap;
import java.util.Map;

/** Tells what environments with {@code versions: same} come to from what was said of them before. */
final class SettlementNews {
    private final Transaction transaction;
    private final SettlementStore store;
    private final Map<EnvironmentName, Said> said = new HashMap<>();

    private record Said(String before, String now) {
        boolean isAnew() {
            return !now.equals(before);
        }
    }

    SettlementNews(Transaction transaction, SettlementStore store) {
        this.transaction = transaction;
        this.store = store;
    }

    boolean isAnew(Wish wish, Settlement settlement) {
        return said.computeIfAbsent(
                        wish.name(), environment -> new Said(store.said(transaction, environment), text(settlement)))
                .isAnew();
    }

    boolean isAny() {
        return said.values().stream().anyMatch(Said::isAnew);
    }

    /** Takes what is said now as known to all. */
    void keep() {
        said.forEach((environment, text) -> {
            if (text.isAnew()) {
                store.put(transaction, environment, text.now());
            }
        });
    }

    private static String text(Settlement settlement) {
        return switch (settlement) {
            case Settlement.Free _ -> "";
            case Settlement.On on -> Settlement.note(on).orElseThrow();
            case Settlement.Impossible impossible -> impossible.heldBack();
        };
    }
}
