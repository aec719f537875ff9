package io.lamplighter.agent.probe;

import io.lamplighter.agent.probe.GpuQuery.Field;
import io.lamplighter.agent.probe.GpuQuery.Row;
import io.lamplighter.agent.probe.NvidiaReading.ListedGpu;
import io.lamplighter.agent.probe.NvidiaReading.LookedUp;
import io.lamplighter.api.machine.ComputeCapability;
import io.lamplighter.api.machine.Gpu;
import io.lamplighter.api.machine.Slice;
import io.lamplighter.api.pci.PciDeviceId;
import io.lamplighter.api.pci.PciGpus;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the answers of {@code nvidia-smi} read in drivers of all ages. */
final class NvidiaSmi {
    /** 610 and newer call the driver's own CUDA "CUDA UMD" and say "Deprecated" behind the old name. */
    private static final Pattern CUDA =
            Pattern.compile("CUDA (?:UMD )?Version\\s*:\\s*(\\d+\\.\\d+)", Pattern.CASE_INSENSITIVE);

    private static final Pattern NVML =
            Pattern.compile("NVML (?:library )?version\\s*:\\s*(\\d[\\d.]*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern NO_DEVICES = Pattern.compile("No devices were found", Pattern.CASE_INSENSITIVE);

    /** Device and vendor in one number, {@code 0x1E8110DE}. */
    private static final Pattern DEVICE_ID = Pattern.compile("0x([0-9A-F]{4})10DE", Pattern.CASE_INSENSITIVE);

    /**
     * Types of NVIDIA's vGPU end with framebuffer and series, {@code GRID T4-8Q}, {@code NVIDIA A100-4-20C}; the first
     * ones with a Q, {@code GRID K280Q}. A {@code GRID K520} is a whole card.
     */
    private static final Pattern VGPU = Pattern.compile(".*-\\d+(?:[ABQ]\\d?|C(?:ME)?)|.*GRID K\\d{3}Q");

    private static final Pattern MIG = Pattern.compile(".* MIG \\d+[gc]\\..*");

    private NvidiaSmi() {}

    /**
     * The GPUs of an answer.
     *
     * @throws ProbeException when anything that counts is not said and cannot be looked up
     */
    static Listing parse(GpuQuery query, String csv) throws ProbeException {
        try {
            List<Row> rows =
                    csv.lines().filter(line -> !line.isBlank()).map(query::row).toList();
            List<ListedGpu> gpus = new ArrayList<>();
            for (Row row : rows) {
                gpus.add(gpu(row));
            }
            return new Listing(rows.getFirst().get(Field.DRIVER), gpus);
        } catch (IllegalArgumentException | NoSuchElementException e) {
            throw new ProbeException("nvidia-smi answers \"" + csv.strip() + "\"", e);
        }
    }

    private static ListedGpu gpu(Row row) throws ProbeException {
        String uuid = row.get(Field.UUID);
        if (!uuid.startsWith("GPU-")) {
            throw new IllegalArgumentException("a GPU's id begins with GPU-, not " + uuid);
        }
        Optional<ComputeCapability> told = row.find(Field.COMPUTE_CAPABILITY).map(ComputeCapability::parse);
        LookedUp lookedUp = told.isEmpty() ? lookUp(row) : null;
        String model = row.get(Field.NAME);
        Gpu gpu = new Gpu(
                uuid,
                model,
                lookedUp == null ? told.orElseThrow() : lookedUp.chip().computeCapability(),
                Long.parseLong(row.get(Field.MEMORY)),
                slice(model, row.find(Field.MIG_MODE).orElse("")).orElse(null));
        return new ListedGpu(
                Integer.parseInt(row.get(Field.INDEX)),
                gpu,
                busId(said(row.get(Field.BUS_ID))),
                said(row.get(Field.VBIOS)),
                lookedUp);
    }

    private static LookedUp lookUp(Row row) throws ProbeException {
        String said = row.get(Field.DEVICE_ID);
        Optional<PciDeviceId> id = deviceId(said);
        return id.flatMap(known -> PciGpus.shipped().find(known).map(chip -> new LookedUp(known, chip)))
                .orElseThrow(() -> new ProbeException("the driver " + row.get(Field.DRIVER)
                        + " is too old to tell the compute capability of " + row.get(Field.NAME)
                        + ", and none is known of its PCI id "
                        + id.map(known -> "10de:" + known).orElse(said)
                        + "; a driver from 510 on would tell"));
    }

    static Optional<PciDeviceId> deviceId(String said) {
        return first(DEVICE_ID, said).map(PciDeviceId::parse);
    }

    /** What part of a GPU this is; empty for a whole one. */
    static Optional<Slice> slice(String model, String migMode) {
        if (VGPU.matcher(model).matches()) {
            return Optional.of(Slice.VGPU);
        }
        return migMode.equals("Enabled") || MIG.matcher(model).matches() ? Optional.of(Slice.MIG) : Optional.empty();
    }

    /** Absent is {@code N/A}, {@code [N/A]}, {@code [Not Supported]} and more, all in brackets or with a slash. */
    private static String said(String field) {
        return field.startsWith("[") || field.equals("N/A") ? "" : field;
    }

    /** sysfs has four digits for the domain and small letters. */
    private static String busId(String said) {
        return said.length() > 12 ? said.substring(said.length() - 12).toLowerCase(Locale.ROOT) : said;
    }

    /** The newest CUDA that the driver supports, from {@code nvidia-smi --version} or its table. */
    static Optional<String> cuda(String output) {
        return first(CUDA, output);
    }

    static Optional<String> nvml(String output) {
        return first(NVML, output);
    }

    static boolean saysNoDevices(String output) {
        return NO_DEVICES.matcher(output).find();
    }

    private static Optional<String> first(Pattern pattern, String output) {
        Matcher found = pattern.matcher(output);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    /** The GPUs, never none, and the driver that named them. */
    record Listing(String driverVersion, List<ListedGpu> gpus) {}
}
