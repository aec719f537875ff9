package io.lamplighter.agent.doctor;

import io.lamplighter.agent.failure.Diagnosis;
import io.lamplighter.agent.failure.LogSearch.Found;
import io.lamplighter.agent.failure.LogSearch.Line;
import java.util.List;

/**
 * What a log tells.
 *
 * @param lines that it has
 * @param failures that are known, the most telling first
 */
public record LogDiagnosis(long lines, List<Found> failures) {
    public LogDiagnosis {
        failures = List.copyOf(failures);
    }

    /** For people. */
    public String text() {
        if (failures.isEmpty()) {
            return "No known failure in " + lines + " lines. The end of the log says most; what is not known yet can be"
                    + " added in a catalogue of your own.\n";
        }
        StringBuilder text = new StringBuilder();
        failures.forEach(found -> append(text, found));
        return text.toString();
    }

    private static void append(StringBuilder text, Found found) {
        Diagnosis failure = found.diagnosis();
        text.append(text.isEmpty() ? "" : "\n").append(failure.signature()).append('\n');
        text.append("What    ").append(failure.message()).append('\n');
        if (failure.cause() != null) {
            text.append("Cause   ").append(failure.cause()).append('\n');
        }
        text.append("Remedy  ").append(failure.remedy()).append('\n');
        text.append("Class   ")
                .append(failure.remedyClass().label())
                .append(failure.retry() ? ", trying again can help\n" : ", trying again does not help\n");
        for (Line line : found.lines()) {
            text.append("%7d ".formatted(line.number())).append(line.text()).append('\n');
        }
        if (found.count() > found.lines().size()) {
            text.append("        and ")
                    .append(found.count() - found.lines().size())
                    .append(" more\n");
        }
    }
}
