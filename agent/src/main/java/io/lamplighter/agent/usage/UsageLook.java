package io.lamplighter.agent.usage;

import io.lamplighter.agent.process.ProcessTable;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Looks at every process for what it uses of some folders, in whatever mount namespace it is: a container has other
 * names for what it is given. The folders' own names must be such that nothing else is called so. A process that only
 * has read something, and shows no trace of it, is not seen.
 */
public final class UsageLook {
    private static final String MOUNTS = "mounts";

    /** What the C library says for ESRCH. */
    private static final String NO_SUCH_PROCESS = "No such process";

    private final Path proc;
    private final ProcessTable processes;

    public UsageLook() {
        this(Path.of("/proc"));
    }

    UsageLook(Path proc) {
        this.proc = proc;
        this.processes = new ProcessTable(proc);
    }

    /**
     * What all processes but this one use.
     *
     * @throws IOException when the processes cannot even be listed
     */
    public Usage at(Collection<Path> folders) throws IOException {
        if (folders.isEmpty()) {
            return new Usage(Map.of(), 0);
        }
        Look look = new Look(folders);
        for (ProcessTable.Entry process : processes.living()) {
            if (process.id() != ProcessHandle.current().pid()) {
                look.at(process.id());
            }
        }
        return new Usage(look.uses, look.unknown);
    }

    private final class Look {
        private final List<MountTable.Placed> placed = new ArrayList<>();
        private final List<Names.Name> known = new ArrayList<>();
        private final Map<String, Names> namesByMounts = new HashMap<>();
        private final Map<Path, List<Use>> uses = new TreeMap<>();
        private int unknown;

        Look(Collection<Path> folders) throws IOException {
            MountTable own = MountTable.parse(Text.of(proc.resolve("self/mountinfo")));
            for (Path folder : folders) {
                Path real = folder.toRealPath();
                known.add(new Names.Name(folder, folder.toString()));
                known.add(new Names.Name(folder, real.toString()));
                known.add(new Names.Name(folder, String.valueOf(real.getFileName()))); // of a path that is relative
                own.locate(real).ifPresent(location -> placed.add(new MountTable.Placed(folder, location)));
            }
        }

        void at(long id) {
            Path process = proc.resolve(Long.toString(id));
            boolean wholly = true;
            Map<Path, String> seen = new HashMap<>();
            Names names = new Names(known);
            try {
                names = names(process, seen);
            } catch (IOException e) {
                wholly = !isHidden(process, e);
            }
            for (Sight sight : Sight.ALL) {
                try {
                    sight.of(process, names).forEach(folder -> seen.putIfAbsent(folder, sight.what()));
                } catch (IOException e) {
                    wholly &= !isHidden(process, e);
                }
            }
            seen.forEach((folder, how) ->
                    uses.computeIfAbsent(folder, _ -> new ArrayList<>()).add(new Use(id, program(process), how)));
            unknown += wholly ? 0 : 1;
        }

        /** A namespace that has a folder for a mount is said to use it once. */
        private Names names(Path process, Map<Path, String> seen) throws IOException {
            String text = Text.of(process.resolve("mountinfo"));
            Names before = namesByMounts.get(text);
            if (before != null) {
                return before;
            }
            MountTable table = MountTable.parse(text);
            placed.stream()
                    .filter(each -> table.mounts(each.location()))
                    .forEach(each -> seen.put(each.folder(), MOUNTS));
            Names names = new Names(Stream.concat(known.stream(), table.names(placed).stream())
                    .distinct()
                    .toList());
            namesByMounts.put(text, names);
            return names;
        }

        /**
         * Nothing is hidden of a process that ended meanwhile, nor of the kernel's own, which have no memory to show.
         */
        private static boolean isHidden(Path process, IOException e) {
            boolean nothingThere = String.valueOf(e.getMessage()).endsWith(NO_SUCH_PROCESS);
            return e instanceof AccessDeniedException || (!nothingThere && Files.exists(process.resolve("stat")));
        }

        private static String program(Path process) {
            try {
                return Text.of(process.resolve("comm")).strip();
            } catch (IOException e) {
                return "?"; // it ended
            }
        }
    }
}
