package io.lamplighter.agent.schedule;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.lamplighter.agent.durable.DurableFiles;
import io.lamplighter.api.json.Wire;
import io.lamplighter.api.name.MachineId;
import io.lamplighter.api.schedule.Opening;
import io.lamplighter.api.schedule.Openings;
import io.lamplighter.api.schedule.Schedule;
import io.lamplighter.api.schedule.Window;
import io.lamplighter.api.schedule.Window.Missed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * For which windows the machine was there. It is on disk, so that one is missed only by a machine that was off or
 * asleep, and not by an agent that was started again; a window is missed at the earliest when it opens after the
 * machine first heard of it. Only the engine's thread asks.
 */
final class Attendance {
    private static final Logger LOG = Logger.getLogger(Attendance.class);

    private final Path file;
    private final String boot;
    private @Nullable Kept known;
    private boolean written;

    /**
     * Of a machine.
     *
     * @param file where it is kept
     * @param boot names the boot that the machine runs in
     */
    Attendance(Path file, String boot) {
        this.file = file;
        this.boot = boot;
    }

    /**
     * What is on disk.
     *
     * @param booted when the agent first looked in that boot
     */
    private record Kept(String boot, Instant booted, List<Seen> windows) {
        Kept {
            windows = List.copyOf(windows);
        }
    }

    /**
     * Of one window.
     *
     * @param since when the machine first heard of it
     * @param opened the last time it opened and the machine was there before it closed; absent before the first
     * @param stoodInFor the opening in whose place a time was taken last; absent before the first
     * @param stoodInAt when that began; absent with the same
     */
    private record Seen(
            Window window,
            Instant since,
            @Nullable Instant opened,
            @Nullable Instant stoodInFor,
            @Nullable Instant stoodInAt) {
        static Seen first(Window window, Instant now) {
            return new Seen(window, now, null, null, null);
        }

        /** What lies ahead was seen by a clock that was wrong. */
        Seen at(Instant now) {
            boolean ahead =
                    Stream.of(since, opened, stoodInAt).filter(Objects::nonNull).anyMatch(time -> time.isAfter(now));
            return ahead ? first(window, now) : this;
        }

        Seen open(Optional<Opening> opening) {
            return opening.isEmpty() || opening.get().opens().equals(opened)
                    ? this
                    : new Seen(window, since, opening.get().opens(), stoodInFor, stoodInAt);
        }

        Seen standingIn(Opening missed, Instant began) {
            return new Seen(window, since, opened, missed.opens(), began);
        }

        Optional<Instant> beganInPlaceOf(Opening missed) {
            return missed.opens().equals(stoodInFor) ? Optional.ofNullable(stoodInAt) : Optional.empty();
        }
    }

    /** The machine is here now, and these are its schedules. */
    void note(Collection<Schedule> schedules, MachineId machine, Instant now) {
        Kept before = known();
        Set<Window> named = new LinkedHashSet<>();
        List<Seen> windows = new ArrayList<>();
        for (Schedule schedule : schedules) {
            for (Window each : schedule.windows()) {
                Window window = each.withoutStandIn();
                if (named.add(window)) {
                    windows.add(of(window).map(seen -> seen.at(now)).orElseGet(() -> Seen.first(window, now)));
                }
                windows.replaceAll(
                        seen -> seen.window().equals(window) ? seen.open(schedule.openAt(each, now, machine)) : seen);
            }
        }
        boolean sameBoot = before.boot().equals(boot) && !before.booted().isAfter(now);
        keep(new Kept(boot, sameBoot ? before.booted() : now, windows));
    }

    /** What stands in for the window of a schedule that was missed last, while none is open. */
    Optional<StandIn> standIn(Openings openings, Instant now) {
        Schedule schedule = openings.schedule();
        Instant lastSeen = schedule.windows().stream()
                .flatMap(window -> of(window.withoutStandIn()).stream())
                .map(Seen::opened)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(Instant.MIN);
        return schedule.windows().stream()
                .filter(window -> window.missed() != Missed.SKIP && !schedule.isBlackedOut(window, now))
                .flatMap(window -> openings
                        .lastClosed(window, now)
                        .filter(opening -> opening.opens().isAfter(lastSeen))
                        .flatMap(opening -> standIn(window, opening, now))
                        .stream())
                .max(Comparator.comparing(standIn -> standIn.missed().closes()));
    }

    private Optional<StandIn> standIn(Window window, Opening missed, Instant now) {
        Optional<Seen> seen =
                of(window.withoutStandIn()).filter(known -> !missed.opens().isBefore(known.since()));
        if (seen.isEmpty()) {
            return Optional.empty();
        }
        Instant began = seen.get().beganInPlaceOf(missed).orElse(null);
        if (began != null) {
            return StandIn.lasts(missed, began, now)
                    ? Optional.of(new StandIn.Begun(window, missed))
                    : Optional.empty();
        }
        Instant booted = known().booted();
        return switch (window.missed()) {
            case SKIP -> Optional.empty();
            case NEXT_IDLE -> Optional.of(new StandIn.OnceIdle(window, missed));
            case NEXT_BOOT ->
                !booted.isBefore(missed.closes()) && StandIn.lasts(missed, booted, now)
                        ? Optional.of(new StandIn.Booted(window, missed, booted))
                        : Optional.empty();
        };
    }

    /** The time that stands in for a window has begun. */
    void begin(StandIn standIn, Instant began) {
        Kept before = known();
        Window window = standIn.window().withoutStandIn();
        Opening missed = standIn.missed();
        LOG.infof("the window of %s was missed; what stands in for it began at %s", missed.opens(), began);
        keep(new Kept(
                before.boot(),
                before.booted(),
                before.windows().stream()
                        .map(seen -> seen.window().equals(window) ? seen.standingIn(missed, began) : seen)
                        .toList()));
    }

    private Optional<Seen> of(Window window) {
        return known().windows().stream()
                .filter(seen -> seen.window().equals(window))
                .findFirst();
    }

    private Kept known() {
        Kept kept = known;
        if (kept == null) {
            kept = read();
            known = kept;
            written = true;
        }
        return kept;
    }

    private Kept read() {
        try {
            return Wire.mapper().readValue(Files.readAllBytes(file), Kept.class);
        } catch (NoSuchFileException _) {
            return new Kept("", Instant.EPOCH, List.of());
        } catch (JsonProcessingException e) {
            LOG.warnf("which windows were missed is not known any more: %s: %s", file, e.getOriginalMessage());
        } catch (IOException e) {
            LOG.warnf("which windows were missed is not known: %s", e);
        }
        return new Kept("", Instant.EPOCH, List.of());
    }

    private void keep(Kept next) {
        if (written && next.equals(known)) {
            return;
        }
        known = next;
        try {
            DurableFiles.replace(file, Wire.write(next).getBytes(UTF_8));
            written = true;
        } catch (IOException e) {
            if (written) { // once: it is tried again at each look
                LOG.warnf("which windows are seen is not written down: %s", e);
            }
            written = false;
        }
    }
}
