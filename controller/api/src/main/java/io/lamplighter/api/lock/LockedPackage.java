package io.lamplighter.api.lock;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lamplighter.api.plan.Candidate.Placement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One version of one package.
 *
 * @param build conda's build string, {@code cuda126_py311h3f2c1a2_300}; absent for pip
 * @param from where its files are found; the name of a channel for conda
 * @param files of which a machine takes the first that runs on it; one for conda; never empty
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LockedPackage(
        String name, String version, @Nullable String build, Placement from, List<LockedFile> files) {
    public LockedPackage {
        files = List.copyOf(files);
        if (files.isEmpty()) {
            throw new IllegalArgumentException("a lock names no file of \"" + name + "\"");
        }
    }

    /** Of pip. */
    public LockedPackage(String name, String version, Placement from, List<LockedFile> files) {
        this(name, version, null, from, files);
    }

    /** The one that the machine took that made the lock. */
    public LockedFile taken() {
        return files.getFirst();
    }
}
