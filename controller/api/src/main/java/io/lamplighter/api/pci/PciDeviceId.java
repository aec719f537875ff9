package io.lamplighter.api.pci;

import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a vendor calls a device on the PCI bus, {@code 1e81}; of whom it is must be known beside it. */
public record PciDeviceId(int value) implements Comparable<PciDeviceId> {
    private static final Pattern SYNTAX = Pattern.compile("(?:0x)?([0-9a-fA-F]{4})");

    /**
     * Reads {@code 1e81} or, as sysfs writes it, {@code 0x1e81}.
     *
     * @throws IllegalArgumentException when the text is none
     */
    public static PciDeviceId parse(String text) {
        Matcher digits = SYNTAX.matcher(text);
        if (!digits.matches()) {
            throw new IllegalArgumentException(
                    "a PCI device id is four hexadecimal digits, like 1e81; found \"" + text + "\"");
        }
        return new PciDeviceId(HexFormat.fromHexDigits(digits.group(1)));
    }

    @Override
    public int compareTo(PciDeviceId other) {
        return Integer.compare(value, other.value);
    }

    @Override
    public String toString() {
        return HexFormat.of().toHexDigits((short) value);
    }
}
