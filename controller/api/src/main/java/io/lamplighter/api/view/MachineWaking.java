package io.lamplighter.api.view;

import io.lamplighter.api.name.MachineName;
import io.lamplighter.api.schedule.Window.Wake;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a machine is woken for a window, and what stands in the way.
 *
 * @param by what wakes it; {@code none} where no window asks for it
 * @param at when; absent where it is not woken at all
 * @param opens the window that it is woken for
 * @param obstacles why it is not woken then; none where it is
 * @param to where the packet is sent; none where its own clock wakes it, or where no packet can reach it
 * @param lastSent when a packet was sent last; absent where none was
 */
public record MachineWaking(
        MachineName machine,
        Wake by,
        @Nullable Instant at,
        @Nullable Instant opens,
        List<String> obstacles,
        List<String> to,
        @Nullable Instant lastSent) {
    public MachineWaking {
        obstacles = List.copyOf(obstacles);
        to = List.copyOf(to);
    }
}
