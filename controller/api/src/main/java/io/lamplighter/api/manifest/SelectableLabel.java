package io.lamplighter.api.manifest;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.lamplighter.api.machine.FactLabel;
import java.util.List;
import java.util.stream.Stream;

/** The name of any label: one that operators give, or one that is computed from facts. */
public record SelectableLabel(@JsonValue String text) implements Comparable<SelectableLabel> {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public SelectableLabel {
        if (!text.startsWith(FactLabel.PREFIX)) {
            new LabelName(text);
        } else if (FactLabel.find(text).isEmpty()) {
            List<String> known =
                    Stream.of(FactLabel.values()).map(FactLabel::label).toList();
            throw new IllegalArgumentException("no label \"" + text + "\" is computed; "
                    + NearestName.of(text, known)
                            .map(nearest -> "did you mean \"" + nearest + "\"?")
                            .orElse("there are " + String.join(", ", known)));
        }
    }

    @Override
    public int compareTo(SelectableLabel other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
