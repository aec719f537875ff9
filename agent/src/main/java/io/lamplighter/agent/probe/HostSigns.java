package io.lamplighter.agent.probe;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What files of the machine say of its driver beyond what it is now.
 *
 * @param bootsWithoutModule the newest kernel in {@code /boot}, when it has no NVIDIA module and the one that runs has
 *     one loaded; absent else, and where no kernel is there
 * @param rebootRequired whether a package asks for a reboot
 * @param unattended packages of the NVIDIA driver that unattended upgrades may replace
 * @param libraryPaths files that set {@code LD_LIBRARY_PATH} for everybody
 * @param slotWidths lanes of the PCIe slot of each GPU, by its address; none where the bus does not say
 */
public record HostSigns(
        @Nullable String bootsWithoutModule,
        boolean rebootRequired,
        List<String> unattended,
        List<String> libraryPaths,
        Map<String, Integer> slotWidths) {
    /** Of a machine that says nothing. */
    public static final HostSigns NONE = new HostSigns(null, false, List.of(), List.of(), Map.of());

    public HostSigns {
        unattended = List.copyOf(unattended);
        libraryPaths = List.copyOf(libraryPaths);
        slotWidths = Map.copyOf(slotWidths);
    }
}
