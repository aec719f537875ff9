package io.lamplighter.agent.probe;

import static io.lamplighter.agent.probe.GpuQuery.Field.COMPUTE_CAPABILITY;

import io.lamplighter.agent.process.CommandResult;
import io.lamplighter.agent.process.CommandResult.Exited;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One question to {@code nvidia-smi} about every GPU. A tool that does not know a field answers nothing at all, so an
 * old one is asked again without it.
 */
record GpuQuery(Set<Field> fields) {
    /** What a driver from 510 on knows. */
    static final GpuQuery WHOLE = new GpuQuery(EnumSet.allOf(Field.class));

    static final String FORMAT = "--format=csv,noheader,nounits";

    private static final Set<Field> DISPENSABLE = EnumSet.of(COMPUTE_CAPABILITY, Field.MIG_MODE);
    private static final Pattern REFUSED =
            Pattern.compile("Field \"([^\"]+)\" is not a valid field", Pattern.CASE_INSENSITIVE);

    GpuQuery {
        fields = Collections.unmodifiableSet(EnumSet.copyOf(fields));
    }

    String option() {
        return "--query-gpu=" + fields.stream().map(field -> field.text).collect(Collectors.joining(","));
    }

    /** The question to ask instead, when the answer refuses a field that can be done without. */
    Optional<GpuQuery> insteadOf(CommandResult answer) {
        return switch (answer) {
            case Exited(int status, String output)
            when status != 0 ->
                refused(output)
                        .flatMap(text -> fields.stream()
                                .filter(DISPENSABLE::contains)
                                .filter(field -> field.text.equals(text))
                                .findFirst())
                        .map(this::without);
            case Exited _, CommandResult.TimedOut _ -> Optional.empty();
        };
    }

    private GpuQuery without(Field field) {
        Set<Field> rest = EnumSet.copyOf(fields);
        rest.remove(field);
        return new GpuQuery(rest);
    }

    /** The field that a tool does not know. */
    static Optional<String> refused(String output) {
        Matcher found = REFUSED.matcher(output);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    /** One line of the answer. */
    Row row(String line) {
        String[] values = line.strip().split(",\\s*", fields.size());
        if (values.length != fields.size()) {
            throw new IllegalArgumentException(values.length + " fields instead of " + fields.size());
        }
        Map<Field, String> row = new EnumMap<>(Field.class);
        for (Field field : fields) {
            row.put(field, values[row.size()]);
        }
        return new Row(row);
    }

    /** What was said of one GPU. */
    record Row(Map<Field, String> values) {
        Row {
            values = Map.copyOf(values);
        }

        /** Empty where it was not asked. */
        Optional<String> find(Field field) {
            return Optional.ofNullable(values.get(field));
        }

        String get(Field field) {
            return find(field).orElseThrow(() -> new IllegalArgumentException("no " + field.text));
        }
    }

    /** In the order in which they are asked. The name comes last: it alone may hold a comma. */
    enum Field {
        INDEX("index"),
        UUID("uuid"),
        /** Unknown before 510. */
        COMPUTE_CAPABILITY("compute_cap"),
        MEMORY("memory.total"),
        DRIVER("driver_version"),
        BUS_ID("pci.bus_id"),
        DEVICE_ID("pci.device_id"),
        VBIOS("vbios_version"),
        /** Unknown before 450. */
        MIG_MODE("mig.mode.current"),
        NAME("name");

        private final String text;

        Field(String text) {
            this.text = text;
        }
    }
}
