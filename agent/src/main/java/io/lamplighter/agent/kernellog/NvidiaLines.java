package io.lamplighter.agent.kernellog;

import io.lamplighter.agent.kernellog.KernelEvent.FellOffBus;
import io.lamplighter.agent.kernellog.KernelEvent.Named;
import io.lamplighter.agent.kernellog.KernelEvent.Xid;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Lines of NVIDIA's module, whatever a kernel, {@code dmesg} or a journal puts before them. A GPU that fell off the bus
 * while its driver was loaded is told in three lines, the first of which names it.
 */
final class NvidiaLines {
    private static final String ADDRESS = "(?:PCI:)?([0-9a-fA-F]{4,8}:[0-9a-fA-F]{2}:[0-9a-fA-F]{2})(?:\\.\\d)?";
    private static final Pattern NAMED = Pattern.compile("NVRM:\\s+GPU at " + ADDRESS + ":\\s+(GPU-[0-9a-f-]+)");

    /** Of a partitioned GPU the instance stands behind the address: {@code GPU-I:05}, {@code GPU-I:01 GPU-CI:02}. */
    private static final Pattern XID =
            Pattern.compile("NVRM:\\s+Xid \\(" + ADDRESS + "(?: GPU-[^)]*)?\\)[^:]*:\\s+(\\d{1,4})\\b");

    private static final Pattern FELL = Pattern.compile("NVRM:\\s+GPU " + ADDRESS + ":\\s+GPU has fallen off the bus");
    private static final Pattern FIRST_LINE = Pattern.compile("NVRM:\\s+The NVIDIA GPU " + ADDRESS);
    private static final String LAST_LINE = "fallen off the bus and is not responding";

    /** Lines between the first and the last. */
    private static final int BETWEEN = 3;

    private @Nullable String announced;
    private int linesSince;

    /** Empty where a line tells nothing of a GPU, or not yet. */
    Optional<KernelEvent> read(String line) {
        if (!line.contains("NVRM:")) {
            return Optional.empty();
        }
        Matcher first = FIRST_LINE.matcher(line);
        if (first.find()) {
            announced = address(first);
            linesSince = 0;
        } else if (announced != null && ++linesSince > BETWEEN) {
            announced = null;
        }
        if (announced != null && line.contains(LAST_LINE)) {
            KernelEvent fell = new FellOffBus(announced);
            announced = null;
            return Optional.of(fell);
        }
        return single(line);
    }

    private static Optional<KernelEvent> single(String line) {
        Matcher xid = XID.matcher(line);
        if (xid.find()) {
            return Optional.of(new Xid(address(xid), Long.parseLong(xid.group(2))));
        }
        Matcher fell = FELL.matcher(line);
        if (fell.find()) {
            return Optional.of(new FellOffBus(address(fell)));
        }
        Matcher named = NAMED.matcher(line);
        return named.find() ? Optional.of(new Named(address(named), named.group(2))) : Optional.empty();
    }

    /** The domain has four digits in sysfs, and the function is always the first. */
    private static String address(Matcher found) {
        String said = found.group(1).toLowerCase(Locale.ROOT);
        return said.substring(said.length() - "0000:00:00".length()) + ".0";
    }
}
