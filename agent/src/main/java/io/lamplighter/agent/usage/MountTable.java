package io.lamplighter.agent.usage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The mounts of a namespace, as {@code /proc/PID/mountinfo} shows them (proc(5)).
 *
 * @param mounts later ones lie over earlier ones
 */
record MountTable(List<Mount> mounts) {
    private static final Pattern OCTAL = Pattern.compile("\\\\([0-7]{3})");
    private static final int FEWEST_FIELDS = 5;
    private static final int DEVICE = 2;
    private static final int ROOT = 3;
    private static final int POINT = 4;

    MountTable {
        mounts = List.copyOf(mounts);
    }

    /**
     * A mount.
     *
     * @param device number of the file system
     * @param root which folder of the file system is mounted
     * @param point where
     */
    record Mount(String device, Path root, Path point) {}

    /** A folder as its file system has it, whatever it is called where. */
    record Location(String device, Path path) {}

    static MountTable parse(String text) {
        List<Mount> mounts = new ArrayList<>();
        for (String line : text.lines().toList()) {
            String[] fields = line.split(" ", FEWEST_FIELDS + 1);
            if (fields.length > FEWEST_FIELDS) {
                mounts.add(new Mount(fields[DEVICE], Path.of(plain(fields[ROOT])), Path.of(plain(fields[POINT]))));
            }
        }
        return new MountTable(mounts);
    }

    /** Blanks and line ends are written as octal numbers. */
    private static String plain(String field) {
        return OCTAL.matcher(field)
                .replaceAll(match -> String.valueOf((char) Integer.parseInt(match.group(1), 8))
                        .replace("\\", "\\\\")
                        .replace("$", "\\$"));
    }

    /** Where a folder lies; empty for one on no mount. */
    Optional<Location> locate(Path folder) {
        Mount nearest = null;
        for (Mount mount : mounts) {
            boolean holds = folder.startsWith(mount.point);
            if (holds && (nearest == null || mount.point.getNameCount() >= nearest.point.getNameCount())) {
                nearest = mount;
            }
        }
        return Optional.ofNullable(nearest)
                .map(mount -> new Location(mount.device, mount.root.resolve(mount.point.relativize(folder))));
    }

    /** What a folder, or what of it is mounted, is called here; nothing where it is out of sight. */
    List<Path> namesOf(Location location) {
        return mounts.stream()
                .filter(mount -> mount.device.equals(location.device))
                .filter(mount -> location.path.startsWith(mount.root) || mount.root.startsWith(location.path))
                .map(mount -> mount.root.startsWith(location.path)
                        ? mount.point
                        : mount.point.resolve(mount.root.relativize(location.path)))
                .distinct()
                .toList();
    }

    /** Whether a folder, or something in it, is mounted by itself: as a container gets it. */
    boolean mounts(Location location) {
        return mounts.stream()
                .anyMatch(mount -> mount.device.equals(location.device) && mount.root.startsWith(location.path));
    }

    /** All names of folders here. */
    List<Names.Name> names(Collection<Placed> folders) {
        return folders.stream()
                .flatMap(folder ->
                        namesOf(folder.location).stream().map(name -> new Names.Name(folder.folder, name.toString())))
                .toList();
    }

    /** A folder and where it lies. */
    record Placed(Path folder, Location location) {}
}
