package io.lamplighter.api.pci;

import io.lamplighter.api.machine.ComputeCapability;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * NVIDIA's GPUs by their ids on the PCI bus: for machines whose driver is too old to say what its GPUs can do. The rows
 * and their sources stand in {@code pci-gpus.csv}; what they do not name is not known.
 */
public final class PciGpus {
    private static final Pattern COMMA = Pattern.compile(",");
    private static final int FIELDS = 5;
    private static final PciGpus SHIPPED = parse(resource());

    private final NavigableMap<PciDeviceId, Row> byFirst;

    private PciGpus(NavigableMap<PciDeviceId, Row> byFirst) {
        this.byFirst = byFirst;
    }

    /** The table of this release. */
    public static PciGpus shipped() {
        return SHIPPED;
    }

    /**
     * Reads rows; what begins with # and the line of titles are passed over.
     *
     * @throws IllegalArgumentException for a row that is none, or that speaks of ids of another row
     */
    static PciGpus parse(String csv) {
        NavigableMap<PciDeviceId, Row> rows = new TreeMap<>();
        csv.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .skip(1)
                .map(Row::parse)
                .forEach(row -> rows.put(row.first, row));
        Row before = null;
        for (Row row : rows.values()) {
            if (before != null && before.covers(row.first)) {
                throw new IllegalArgumentException(row.first + " has two rows");
            }
            before = row;
        }
        return new PciGpus(rows);
    }

    /** The chip of a display controller of NVIDIA; empty where no row names it. */
    public Optional<Chip> find(PciDeviceId id) {
        return Optional.ofNullable(byFirst.floorEntry(id))
                .map(Map.Entry::getValue)
                .filter(row -> row.covers(id))
                .map(Row::chip);
    }

    private static String resource() {
        try (InputStream file = Objects.requireNonNull(PciGpus.class.getResourceAsStream("pci-gpus.csv"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What computes on a card.
     *
     * @param name NVIDIA's code name, {@code TU104}; several where the ids of several like it are mixed
     */
    public record Chip(String name, ComputeCapability computeCapability) {}

    private record Row(PciDeviceId first, PciDeviceId last, Chip chip) {
        Row {
            if (last.compareTo(first) < 0) {
                throw new IllegalArgumentException("a row from " + first + " to " + last);
            }
        }

        static Row parse(String line) {
            List<String> fields = COMMA.splitAsStream(line).toList();
            if (fields.size() != FIELDS) {
                throw new IllegalArgumentException("not a row of " + FIELDS + " fields: " + line);
            }
            return new Row(
                    PciDeviceId.parse(fields.get(1)),
                    PciDeviceId.parse(fields.get(2)),
                    new Chip(fields.get(0), ComputeCapability.parse(fields.get(3))));
        }

        boolean covers(PciDeviceId id) {
            return id.compareTo(first) >= 0 && id.compareTo(last) <= 0;
        }
    }
}
