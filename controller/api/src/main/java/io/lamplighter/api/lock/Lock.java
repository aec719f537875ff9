package io.lamplighter.api.lock;

import io.lamplighter.api.name.Sha256;
import io.lamplighter.api.run.RunReport.InstalledPackage;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The exact files that one solve of a plan found, by stage. It names sources and holds no address, so that it serves
 * machines of every site: an absolute one, as {@code pylock.toml} has it, is of no use where another mirror stands.
 *
 * @param format of this record, {@value #FORMAT} now
 * @param python that the files are for, {@code 3.11}
 * @param candidate of the plan that was taken, {@code torch 2.10.0 cu126}
 * @param stages in the plan's order; no package is in two
 */
public record Lock(int format, String python, String candidate, List<LockedStage> stages) {
    /** Raised when a lock of this version would be misread by an agent of an older one. */
    public static final int FORMAT = 1;

    public Lock {
        stages = List.copyOf(stages);
        Set<String> names = new HashSet<>();
        for (LockedStage stage : stages) {
            for (LockedPackage each : stage.packages()) {
                if (!names.add(stage.installer() + " " + each.name())) {
                    throw new IllegalArgumentException("a lock names \"" + each.name() + "\" twice");
                }
            }
        }
    }

    /** Every package of every stage. */
    public Stream<LockedPackage> all() {
        return stages.stream().flatMap(stage -> stage.packages().stream());
    }

    /** Whether the very same files would be installed, whatever else there is of them at their sources. */
    public boolean installsTheSameAs(Lock other) {
        return taken().equals(other.taken());
    }

    private List<Sha256> taken() {
        return all().map(each -> each.taken().sha256())
                .sorted(Comparator.comparing(Sha256::hex))
                .toList();
    }

    /** What it installs, by name. */
    public List<InstalledPackage> packages() {
        return all().map(each -> new InstalledPackage(each.name(), each.version()))
                .sorted(Comparator.comparing(InstalledPackage::name))
                .toList();
    }
}
