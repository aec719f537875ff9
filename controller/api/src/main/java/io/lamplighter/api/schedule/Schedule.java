package io.lamplighter.api.schedule;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.lamplighter.api.name.MachineId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When an environment may change on a machine.
 *
 * @param windows outside of which nothing begins; none means at any time
 * @param blackout days on which no window opens, and with whose beginning an open one closes; each in the window's zone
 * @param gates what must hold beside
 */
public record Schedule(List<Window> windows, List<Blackout> blackout, Gates gates) {
    public static final Schedule ANY_TIME = new Schedule(List.of(), List.of(), Gates.NONE);

    /** So many blacked out openings in a row are taken for all that there are: a year of every hour. */
    private static final int MOST_SKIPPED = 10_000;

    public Schedule {
        windows = List.copyOf(windows);
        blackout = List.copyOf(blackout);
        if (windows.isEmpty() && !blackout.isEmpty()) {
            throw new IllegalArgumentException(
                    "blackout names days without a window, and there is no window: write one, or freeze the group");
        }
    }

    /** No window holds it back. */
    @JsonIgnore
    public boolean isAnyTime() {
        return windows.isEmpty();
    }

    /** Nothing does. */
    @JsonIgnore
    public boolean isEmpty() {
        return isAnyTime() && gates.isEmpty();
    }

    /** The windows of it for which a machine is woken so, and the days without any; no gates. */
    public Schedule waking(Window.Wake by) {
        List<Window> woken =
                windows.stream().filter(window -> window.wake() == by).toList();
        return woken.isEmpty() ? ANY_TIME : new Schedule(woken, blackout, Gates.NONE);
    }

    /** What is left of it for what cannot wait: no window, and of the gates only that there is room. */
    public Schedule hurried() {
        return new Schedule(
                List.of(),
                List.of(),
                new Gates(null, null, null, gates.diskFree(), null, null, null, gates.deadline()));
    }

    /** The window that is open; of several the one that stays open longest. */
    public Optional<Opening> openAt(Instant time, MachineId machine) {
        return lastUpTo(time, machine).filter(opening -> opening.contains(time));
    }

    /** The one among those that have opened which closes last. */
    public Optional<Opening> lastUpTo(Instant time, MachineId machine) {
        return windows.stream()
                .flatMap(window -> upTo(window, time, machine).stream())
                .max(Comparator.comparing(Opening::closes));
    }

    /** The next that opens after a time. */
    public Optional<Opening> nextAfter(Instant time, MachineId machine) {
        return windows.stream()
                .flatMap(window -> after(window, time, machine).stream())
                .min(Comparator.comparing(Opening::opens));
    }

    /** The time that one of its windows is open. */
    public Optional<Opening> openAt(Window window, Instant time, MachineId machine) {
        return upTo(window, time, machine).filter(opening -> opening.contains(time));
    }

    /** The last time that one of its windows was open, when it is closed again. */
    public Optional<Opening> lastClosed(Window window, Instant time, MachineId machine) {
        return upTo(window, time, machine).filter(opening -> !opening.closes().isAfter(time));
    }

    /** Whether it is a day, in the zone of a window, without any. */
    public boolean isBlackedOut(Window window, Instant time) {
        LocalDate day = window.local(time).toLocalDate();
        return blackout.stream().anyMatch(days -> days.covers(day));
    }

    private Optional<Opening> upTo(Window window, Instant time, MachineId machine) {
        Instant before = time;
        for (int i = 0; i < MOST_SKIPPED; i++) {
            Optional<Opening> opening = window.upTo(before, machine);
            if (opening.isEmpty()) {
                return Optional.empty();
            }
            Optional<Opening> allowed = allowed(window, opening.get());
            if (allowed.isPresent()) {
                return allowed;
            }
            before = opening.get().opens().minusSeconds(1);
        }
        return Optional.empty();
    }

    private Optional<Opening> after(Window window, Instant time, MachineId machine) {
        Instant after = time;
        for (int i = 0; i < MOST_SKIPPED; i++) {
            Optional<Opening> opening = window.after(after, machine);
            if (opening.isEmpty()) {
                return Optional.empty();
            }
            Optional<Opening> allowed = allowed(window, opening.get());
            if (allowed.isPresent()) {
                return allowed;
            }
            after = opening.get().opens();
        }
        return Optional.empty();
    }

    /** What blackouts leave of it. */
    private Optional<Opening> allowed(Window window, Opening opening) {
        if (isBlackedOut(window, opening.opens())) {
            return Optional.empty();
        }
        Instant closes = Stream.concat(
                        Stream.of(opening.closes()),
                        blackout.stream()
                                .map(days -> window.instant(days.first().atStartOfDay()))
                                .filter(midnight -> midnight.isAfter(opening.opens())))
                .min(Comparator.naturalOrder())
                .orElseThrow();
        return Optional.of(new Opening(opening.opens(), closes));
    }
}
