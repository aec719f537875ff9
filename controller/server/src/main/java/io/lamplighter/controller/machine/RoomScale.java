package io.lamplighter.controller.machine;

import static java.util.Comparator.reverseOrder;

import java.util.List;

/**
 * The sizes that decide between machines with more and with less room. Rounded down to one of them, the room of all
 * machines takes few values, and machines can still be counted in groups.
 *
 * @param sizes in bytes, the largest first
 */
public record RoomScale(List<Long> sizes) {
    /** For those who do not ask for the room: it is not read. */
    public static final RoomScale NONE = new RoomScale(List.of());

    public RoomScale {
        sizes = sizes.stream().distinct().sorted(reverseOrder()).toList();
    }
}
