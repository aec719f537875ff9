package io.lamplighter.api.night;

import io.lamplighter.api.name.MachineName;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Machines of which the same is said: three hundred of them are one line.
 *
 * @param count how many
 * @param examples some of their names, in order
 */
public record Machines(int count, List<MachineName> examples) {
    private static final int SHOWN = 3;

    public Machines {
        examples = List.copyOf(examples);
    }

    static Machines of(Collection<MachineName> all) {
        List<MachineName> distinct = all.stream().distinct().sorted().toList();
        return new Machines(distinct.size(), distinct.subList(0, Math.min(SHOWN, distinct.size())));
    }

    /** {@code 12 machines (b12-01, b12-02, b12-03, …)}, of one alone its name. */
    @Override
    public String toString() {
        String names = examples.stream().map(MachineName::value).collect(Collectors.joining(", "));
        if (count == 1) {
            return names;
        }
        return count + " machines (" + names + (count > examples.size() ? ", …" : "") + ")";
    }
}
