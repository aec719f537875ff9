package io.lamplighter.api.night;

import io.lamplighter.api.night.Night.Changed;
import io.lamplighter.api.night.Night.Failed;
import io.lamplighter.api.night.Night.Lost;
import io.lamplighter.api.night.Night.Unbooted;
import io.lamplighter.api.night.Night.Waiting;
import io.lamplighter.api.view.PlacementView.Phase;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A night as people read it: the same lines on a terminal and in a mail. */
public final class NightText {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private NightText() {}

    /** Without line ends; a line that begins without a space is a heading, or empty. */
    public static List<String> lines(Night night) {
        List<String> lines = new ArrayList<>();
        lines.add("The night from " + time(night, night.since()) + " to " + time(night, night.until()) + " ("
                + night.zone() + "), " + night.machines() + (night.machines() == 1 ? " machine" : " machines"));
        section(lines, "Changed", night.changed(), NightText::changed);
        section(lines, "Failed; what was in use stays in use", night.failed(), NightText::failed);
        section(lines, "Lost", night.lost(), NightText::lost);
        section(
                lines,
                "Waiting",
                Stream.concat(
                                night.waiting().stream().flatMap(NightText::waiting),
                                night.boots().stream().map(boot -> unbooted(night, boot)))
                        .toList(),
                Stream::of);
        section(
                lines,
                "To do, the most important first",
                IntStream.range(0, night.next().size()).boxed().toList(),
                index -> Stream.of(index + 1 + ". " + night.next().get(index)));
        if (lines.size() == 1) {
            lines.addAll(List.of("", "Nothing changed, everything is as it is wanted."));
        }
        return List.copyOf(lines);
    }

    /** What a mail is headed with: {@code 28 changed, 2 failed, 1 lost}. */
    public static String summary(Night night) {
        int changed = night.changed().stream().mapToInt(one -> one.on().count()).sum();
        int failed = night.failed().stream().mapToInt(one -> one.on().count()).sum();
        int lost = night.lost().stream().mapToInt(one -> one.on().count()).sum();
        return changed + " changed, " + failed + " failed, " + lost + " lost";
    }

    private static <T> void section(List<String> lines, String title, List<T> parts, Function<T, Stream<String>> text) {
        if (!parts.isEmpty()) {
            lines.add("");
            lines.add(title);
            parts.stream().flatMap(text).forEach(line -> lines.add("  " + line));
        }
    }

    private static Stream<String> changed(Changed changed) {
        String how = changed.from() == null
                ? changed.to() + " for the first time"
                : changed.from().equals(changed.to())
                        ? changed.to() + ", built anew"
                        : changed.from() + " -> " + changed.to();
        return Stream.of(changed.environment() + " on " + changed.on() + ": " + how);
    }

    private static Stream<String> failed(Failed failed) {
        return Stream.of(
                failed.environment() + " on " + failed.on() + ": "
                        + (failed.build() == null ? "" : failed.build() + ", ") + failed.signature(),
                "  " + failed.message());
    }

    private static Stream<String> lost(Lost lost) {
        return Stream.of(
                switch (lost.kind()) {
                    case GPU -> "GPU of " + lost.on() + ": " + lost.what();
                    case DRIVER -> "CUDA on " + lost.on() + ": " + lost.what();
                    case MACHINE -> lost.on() + ": " + lost.what();
                });
    }

    private static Stream<String> waiting(Waiting waiting) {
        return Stream.of(waiting.environment() + " on " + waiting.on() + ": " + phase(waiting.phase())
                + (waiting.why().isEmpty() ? "" : ", " + waiting.why()));
    }

    private static String unbooted(Night night, Unbooted boot) {
        boolean one = boot.on().count() == 1;
        return boot.on() + (one ? " has" : " have") + " to be booted, and " + (one ? "is" : "are") + " not: "
                + boot.why() + ", since " + time(night, boot.since());
    }

    private static String phase(Phase phase) {
        return phase.name().charAt(0) + phase.name().substring(1).toLowerCase(Locale.ROOT);
    }

    private static String time(Night night, Instant time) {
        return TIME.format(time.atZone(night.zone().zone()));
    }
}
