package io.lamplighter.api.machine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the machine could be woken that is off or asleep. Nothing is planned by it.
 *
 * @param allowed by the machine's own policy
 * @param cards that a packet could wake it by; none where it is not allowed: then they are nobody's business
 */
public record Waking(boolean allowed, List<Card> cards) {
    public Waking {
        cards = List.copyOf(cards);
    }

    /** Of a machine that is not to be woken. */
    public static Waking refused() {
        return new Waking(false, List.of());
    }

    /**
     * A network card with a cable.
     *
     * @param name as the system calls it, {@code enp3s0}
     * @param armed whether it wakes the machine when a packet asks for it, as its driver says; absent where that is
     *     silent
     * @param addresses of the machine on it; none where it has no IPv4
     */
    public record Card(
            String name, MacAddress mac, @Nullable Boolean armed, List<SubnetAddress> addresses) {
        public Card {
            addresses = List.copyOf(addresses);
        }
    }
}
