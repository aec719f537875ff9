package io.lamplighter.cli.catalog.wheel;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A platform tag of a wheel, like {@code manylinux_2_28_x86_64}. */
public record PlatformTag(@JsonValue String text) {
    private static final Pattern LINUX =
            Pattern.compile("(?:(manylinux\\d+)_|manylinux_(\\d{1,2}_\\d{1,3})_|linux_)(x86_64|aarch64)");

    /** What the names from before PEP 600 stand for, as that PEP says. */
    private static final Map<String, LibraryVersion> LEGACY = Map.of(
            "manylinux1", LibraryVersion.parse("2.5"),
            "manylinux2010", LibraryVersion.parse("2.12"),
            "manylinux2014", LibraryVersion.parse("2.17"));

    /** Empty for machines that are not planned for. */
    public Optional<TargetPlatform> platform() {
        if (text.equals("win_amd64")) {
            return Optional.of(TargetPlatform.WINDOWS_X86_64);
        }
        Matcher linux = LINUX.matcher(text);
        if (!linux.matches()) {
            return Optional.empty();
        }
        return Optional.of(
                linux.group(3).equals("x86_64") ? TargetPlatform.LINUX_X86_64 : TargetPlatform.LINUX_AARCH64);
    }

    /** The oldest glibc that it promises to run on; empty where it promises none. */
    Optional<LibraryVersion> glibc() {
        Matcher linux = LINUX.matcher(text);
        if (!linux.matches()) {
            return Optional.empty();
        }
        return linux.group(2) != null
                ? Optional.of(LibraryVersion.parse(linux.group(2).replace('_', '.')))
                : Optional.ofNullable(linux.group(1)).map(LEGACY::get);
    }

    /** Without the machine: {@code manylinux_2_28}. */
    String family() {
        Matcher linux = LINUX.matcher(text);
        return linux.matches() ? text.substring(0, linux.start(3) - 1) : text;
    }

    @Override
    public String toString() {
        return text;
    }
}
