package io.lamplighter.api.manifest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.Sha256;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A CUDA toolkit with its cuDNN, for people who compile: made of given archives, in a prefix of its own. */
public record Toolkit(String apiVersion, Kind kind, Metadata metadata, Spec spec) implements Assignable {
    @Override
    public EnvironmentName name() {
        return new EnvironmentName(metadata.name().value());
    }

    @Override
    public GpuScope gpus() {
        return spec.gpus();
    }

    /**
     * What it is made of.
     *
     * @param platform that the archives are for
     * @param gpus which GPUs the toolkit must make code for
     * @param cudnn absent for a toolkit without; unpacked into the prefix of {@code cuda}, after it
     */
    public record Spec(
            @JsonProperty(defaultValue = "linux-x86_64") Platform platform,
            @JsonProperty(defaultValue = "all") GpuScope gpus,
            Part cuda,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Part cudnn) {
        public Spec {
            if (cudnn != null
                    && cudnn.archives().stream()
                            .anyMatch(archive -> archive.url().isRunfile())) {
                throw new IllegalArgumentException("there are no runfiles of cuDNN: name its archive");
            }
            if (cuda.archives().size() > 1
                    && cuda.archives().stream()
                            .anyMatch(archive -> archive.url().isRunfile())) {
                throw new IllegalArgumentException("a runfile is a whole toolkit: name it alone");
            }
        }

        /** All of them, in the order in which they are unpacked. */
        public Stream<Archive> archives() {
            return Stream.of(cuda, cudnn).filter(Objects::nonNull).flatMap(part -> part.archives().stream());
        }
    }

    /**
     * One product.
     *
     * @param archives unpacked in this order into one prefix: one of the whole, or one a component as NVIDIA
     *     redistributes them
     */
    public record Part(ToolkitVersion version, List<Archive> archives) {
        public Part {
            archives = List.copyOf(archives);
            if (archives.isEmpty()) {
                throw new IllegalArgumentException("no archive is named");
            }
        }
    }

    /** One file, which is taken only when its bytes have this digest. */
    public record Archive(ArchiveUrl url, Sha256 sha256) {}

    /** What files can be for. */
    public enum Platform {
        @JsonProperty("linux-x86_64")
        LINUX_X86_64,
        @JsonProperty("linux-aarch64")
        LINUX_AARCH64;

        /** As planning facts say it. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replaceFirst("_", "-");
        }
    }
}
