package io.lamplighter.agent.probe;

import io.lamplighter.agent.probe.NvidiaReading.ListedGpu;
import io.lamplighter.api.machine.ComputeCapability;
import io.lamplighter.api.machine.Gpu;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is asked of {@code nvidia-smi}, and how its answers read in drivers of all ages. */
final class NvidiaSmi {
    /** The name comes last: it alone may hold a comma. */
    static final String QUERY =
            "--query-gpu=index,uuid,compute_cap,memory.total,driver_version,pci.bus_id,vbios_version,name";

    static final String FORMAT = "--format=csv,noheader,nounits";

    private static final int FIELDS = 8;

    /** 610 and newer call the driver's own CUDA "CUDA UMD" and say "Deprecated" behind the old name. */
    private static final Pattern CUDA =
            Pattern.compile("CUDA (?:UMD )?Version\\s*:\\s*(\\d+\\.\\d+)", Pattern.CASE_INSENSITIVE);

    private static final Pattern NVML =
            Pattern.compile("NVML (?:library )?version\\s*:\\s*(\\d[\\d.]*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern UNKNOWN_FIELD =
            Pattern.compile("Field \"([^\"]+)\" is not a valid field", Pattern.CASE_INSENSITIVE);
    private static final Pattern NO_DEVICES = Pattern.compile("No devices were found", Pattern.CASE_INSENSITIVE);

    private NvidiaSmi() {}

    /**
     * The GPUs of an answer to {@link #QUERY}.
     *
     * @throws ProbeException when anything that counts is not said
     */
    static Listing parse(String csv) throws ProbeException {
        List<String[]> rows = csv.lines()
                .filter(line -> !line.isBlank())
                .map(line -> line.strip().split(",\\s*", FIELDS))
                .toList();
        try {
            List<ListedGpu> gpus = rows.stream().map(NvidiaSmi::gpu).toList();
            return new Listing(rows.getFirst()[4], gpus);
        } catch (IllegalArgumentException | IndexOutOfBoundsException | NoSuchElementException e) {
            throw new ProbeException("nvidia-smi answers \"" + csv.strip() + "\"", e);
        }
    }

    private static ListedGpu gpu(String[] fields) {
        if (!fields[1].startsWith("GPU-")) {
            throw new IllegalArgumentException("a GPU's id begins with GPU-, not " + fields[1]);
        }
        Gpu gpu = new Gpu(fields[1], fields[7], ComputeCapability.parse(fields[2]), Long.parseLong(fields[3]));
        return new ListedGpu(Integer.parseInt(fields[0]), gpu, busId(said(fields[5])), said(fields[6]));
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

    /** The field that an old driver's tool does not know. */
    static Optional<String> unknownField(String output) {
        return first(UNKNOWN_FIELD, output);
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
