package io.lamplighter.api.lock;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lamplighter.api.name.Sha256;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One file of a source.
 *
 * @param name as its source has it, {@code torch-2.10.0+cu126-cp311-cp311-manylinux_2_28_x86_64.whl}; with its
 *     subdirectory for conda, {@code linux-64/pytorch-2.10.0-cuda126_py311h3f2c1a2_300.conda}
 * @param bytes to be fetched; absent where the source does not say it
 * @param published when it came out; absent where the source does not say it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LockedFile(
        String name,
        Sha256 sha256,
        @Nullable Long bytes,
        @Nullable Instant published) {
    public LockedFile {
        if (name.isBlank() || name.startsWith("/") || name.contains("..") || (bytes != null && bytes < 0)) {
            throw new IllegalArgumentException("no file of a source: \"" + name + "\", " + bytes + " bytes");
        }
    }

    /** Of a source that does not say when its files came out. */
    public LockedFile(String name, Sha256 sha256, @Nullable Long bytes) {
        this(name, sha256, bytes, null);
    }
}
