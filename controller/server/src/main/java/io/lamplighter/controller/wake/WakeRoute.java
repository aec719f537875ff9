package io.lamplighter.controller.wake;

import io.lamplighter.api.machine.MacAddress;
import io.lamplighter.api.machine.SubnetAddress;
import io.lamplighter.api.machine.Waking;
import io.lamplighter.api.machine.Waking.Card;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How a packet comes to a machine; a pure function of what is known decides. */
sealed interface WakeRoute {
    /** No packet can wake it, and why. */
    record Closed(String why) implements WakeRoute {}

    /** One packet for each card goes to each of these. */
    record Open(List<MacAddress> cards, List<Destination> to) implements WakeRoute {
        public Open {
            cards = List.copyOf(cards);
            to = List.copyOf(to);
        }

        @Override
        public String toString() {
            return join(cards) + " by " + join(to);
        }

        private static String join(List<?> values) {
            return values.stream().map(Object::toString).collect(Collectors.joining(", "));
        }
    }

    /**
     * The way to a machine.
     *
     * @param waking what it said of itself; absent where its agent did not
     * @param own addresses of this controller, each with its subnet
     * @param configured where packets go whatever subnet a machine is in
     */
    static WakeRoute of(@Nullable Waking waking, List<SubnetAddress> own, List<Destination> configured) {
        if (waking == null) {
            return new Closed("its agent does not tell how it could be woken: it is of an earlier version");
        }
        if (!waking.allowed()) {
            return new Closed("the machine's policy does not allow it (wake: true)");
        }
        if (waking.cards().isEmpty()) {
            return new Closed("it has no network card with a cable");
        }
        List<Card> listening = waking.cards().stream()
                .filter(card -> !Boolean.FALSE.equals(card.armed()))
                .toList();
        if (listening.isEmpty()) {
            String card = waking.cards().getFirst().name();
            return new Closed(
                    "its network card does not listen while it is off (ethtool -s " + card + " wol g switches it on)");
        }
        Set<Destination> to = new LinkedHashSet<>();
        listening.stream()
                .flatMap(card -> card.addresses().stream())
                .filter(address -> own.stream().anyMatch(address::isBeside))
                .forEach(address ->
                        address.broadcast().map(Destination::broadcast).ifPresent(to::add));
        to.addAll(configured);
        return to.isEmpty()
                ? new Closed(outOfReach(listening))
                : new Open(listening.stream().map(Card::mac).toList(), new ArrayList<>(to));
    }

    private static String outOfReach(List<Card> cards) {
        String addresses = cards.stream()
                .flatMap(card -> card.addresses().stream())
                .map(SubnetAddress::text)
                .collect(Collectors.joining(", "));
        return "this controller is in none of its subnets (" + (addresses.isEmpty() ? "it has no IPv4" : addresses)
                + "): name their broadcast addresses in lamplighter.wake.broadcast";
    }
}
