package io.lamplighter.agent.failure;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Looks for known failures in a log, line by line. What it holds is bounded, however long the log is: the last lines,
 * for details stand beside what matches, and the first matches of each failure.
 */
public final class LogSearch {
    private static final int AROUND = 100;
    private static final int LINES_KEPT = 5;

    private final List<Trace> traces;
    private final Deque<String> before = new ArrayDeque<>();
    private long number;

    LogSearch(KnownFailures failures) {
        traces = failures.all().stream()
                .filter(failure -> !failure.match().isEmpty())
                .map(Trace::new)
                .toList();
    }

    /** The next line; control characters are taken out of it first, and secrets of what is told. */
    public void line(String text) {
        number++;
        part(text);
    }

    /** More of the same line, which is too long to be looked at whole. */
    public void part(String text) {
        String line = LogText.printable(text);
        for (Trace trace : traces) {
            trace.look(line);
        }
        before.addLast(line);
        if (before.size() > AROUND) {
            before.removeFirst();
        }
    }

    /** Lines so far. */
    public long lines() {
        return number;
    }

    /** What was found so far, the most telling first. */
    public List<Found> found() {
        return traces.stream()
                .filter(trace -> trace.count > 0)
                .map(Trace::found)
                .toList();
    }

    Optional<Diagnosis> diagnosis() {
        return traces.stream()
                .filter(trace -> trace.count > 0)
                .findFirst()
                .map(trace -> trace.found().diagnosis());
    }

    /**
     * A failure that the log tells of.
     *
     * @param lines the first that match
     * @param count of all lines that match
     */
    public record Found(Diagnosis diagnosis, List<Line> lines, long count) {
        public Found {
            lines = List.copyOf(lines);
        }
    }

    /**
     * A line that matches.
     *
     * @param number from 1
     */
    public record Line(long number, String text) {}

    /** What is known of one failure so far. */
    private final class Trace {
        private final KnownFailure failure;
        private final List<Line> lines = new ArrayList<>();
        private long count;
        private int stillAround;
        private int place;
        private String detail = "";

        Trace(KnownFailure failure) {
            this.failure = failure;
            place = failure.detail().size();
        }

        void look(String line) {
            if (failure.isIn(line)) {
                if (stillAround == 0) {
                    before.forEach(this::lookForDetail);
                }
                stillAround = AROUND + 1;
                count++;
                if (lines.size() < LINES_KEPT) {
                    lines.add(new Line(number, LogText.line(line)));
                }
            }
            if (stillAround > 0) {
                stillAround--;
                lookForDetail(line);
            }
        }

        /** An earlier pattern tells more than a later one. */
        private void lookForDetail(String raw) {
            String line = place == 0 ? raw : LogText.line(raw);
            for (int i = 0; i < place; i++) {
                String found = failure.detailIn(line, i);
                if (found != null) {
                    detail = found;
                    place = i;
                }
            }
        }

        Found found() {
            return new Found(failure.diagnosis(detail), lines, count);
        }
    }
}
