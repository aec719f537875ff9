package io.lamplighter.agent.probe;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Files that tell what will become of the driver, and of programs that use it. Nothing is started. */
final class HostSignsProbe implements Probe<HostSigns> {
    private static final Pattern SETS_LIBRARY_PATH =
            Pattern.compile("(?m)^\\s*(?:export\\s+|setenv\\s+)?LD_LIBRARY_PATH(?:\\s+DEFAULT)?\\s*[= ]\\s*\\S");

    private final Path root;

    HostSignsProbe(Path root) {
        this.root = root;
    }

    @Override
    public String source() {
        return "host_signs";
    }

    @Override
    public HostSigns read() throws IOException {
        return new HostSigns(
                bootsWithoutModule(),
                Files.exists(root.resolve("run/reboot-required"))
                        || Files.exists(root.resolve("var/run/reboot-required")),
                UnattendedUpgrades.read(root),
                libraryPaths(),
                slotWidths());
    }

    private @Nullable String bootsWithoutModule() throws IOException {
        if (KernelModule.read(root).isEmpty()) {
            return null; // there is nothing that the next boot could lack
        }
        Optional<String> next = files("boot").stream()
                .map(file -> file.getFileName().toString())
                .filter(name -> name.startsWith("vmlinuz-") && !name.contains("rescue"))
                .map(name -> name.substring("vmlinuz-".length()))
                .max(HostSignsProbe::compareReleases);
        if (next.isEmpty()) {
            return null;
        }
        Path modules = root.resolve("lib/modules").resolve(next.get()).resolve("modules.dep");
        boolean has = Files.isReadable(modules) && InstalledDriver.hasModule(Files.readString(modules));
        return has ? null : next.get();
    }

    /** Number by number, {@code 6.1.0-9} before {@code 6.1.0-38}. */
    static int compareReleases(String left, String right) {
        String[] lefts = left.split("\\D+", -1);
        String[] rights = right.split("\\D+", -1);
        for (int i = 0; i < Math.min(lefts.length, rights.length); i++) {
            int difference = Long.compare(number(lefts[i]), number(rights[i]));
            if (difference != 0) {
                return difference;
            }
        }
        return lefts.length == rights.length ? left.compareTo(right) : Integer.compare(lefts.length, rights.length);
    }

    private static long number(String digits) {
        return digits.isEmpty() ? 0 : Long.parseLong(digits.substring(0, Math.min(digits.length(), 18)));
    }

    private List<String> libraryPaths() throws IOException {
        List<Path> candidates = new ArrayList<>(Stream.of(
                        "etc/environment", "etc/profile", "etc/bash.bashrc", "etc/bashrc", "etc/security/pam_env.conf")
                .map(root::resolve)
                .toList());
        candidates.addAll(files("etc/profile.d"));
        List<String> setting = new ArrayList<>();
        for (Path file : candidates) {
            if (Files.isRegularFile(file)
                    && Files.isReadable(file)
                    && SETS_LIBRARY_PATH.matcher(Files.readString(file)).find()) {
                setting.add("/" + root.relativize(file));
            }
        }
        return setting;
    }

    private Map<String, Integer> slotWidths() throws IOException {
        Map<String, Integer> widths = new HashMap<>();
        for (PciBus.Device gpu : PciBus.read(root).ofNvidia()) {
            Path device = root.resolve("sys/bus/pci/devices").resolve(gpu.address());
            Path width = device.toRealPath().resolveSibling("max_link_width");
            if (Files.isReadable(width)) {
                String lanes = Files.readString(width).strip();
                if (lanes.matches("[1-9]\\d?")) {
                    widths.put(gpu.address(), Integer.parseInt(lanes));
                }
            }
        }
        return widths;
    }

    private List<Path> files(String folder) throws IOException {
        List<Path> files = new ArrayList<>();
        if (Files.isDirectory(root.resolve(folder))) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(root.resolve(folder))) {
                entries.forEach(files::add);
            }
        }
        files.sort(null);
        return files;
    }
}
