package io.lamplighter.cli.catalog.wheel;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lamplighter.api.machine.ComputeCapability;
import io.lamplighter.api.name.Sha256;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a wheel says of itself, in the words of the catalog's rows.
 *
 * @param build {@code cu130}, {@code cpu} or another label; absent where nothing in it speaks of a build
 * @param pythons as the file's name says
 * @param gpus what it has binary code for; absent where nobody could say
 * @param ptx what it has PTX for; absent where there is none, or nobody could say
 * @param codeObjects how many objects of device code it has for each architecture
 * @param torch which releases of torch it asks for
 * @param requires what it asks for of CUDA's libraries and of triton
 * @param wheelBytes of the file
 * @param installedBytes of what is in it; the CUDA libraries that it asks for come on top
 * @param source what the row rests on
 * @param notes what an entry into the catalog should not pass over
 */
record WheelRow(
        String file,
        String name,
        String version,
        @Nullable String build,
        @Nullable String cuda,
        List<TargetPlatform> platforms,
        List<PlatformTag> tags,
        List<PythonTag> pythons,
        @Nullable String requiresPython,
        @Nullable Glibc glibc,
        @Nullable LibraryVersion libstdcxx,
        @Nullable Cudnn cudnn,
        @Nullable List<ComputeCapability> gpus,
        @Nullable ComputeCapability ptx,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Integer> codeObjects,
        @Nullable String codeOf,
        @Nullable String torch,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> requires,
        long wheelBytes,
        long installedBytes,
        Sha256 sha256,
        String source,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> notes) {
    WheelRow {
        platforms = List.copyOf(platforms);
        tags = List.copyOf(tags);
        pythons = List.copyOf(pythons);
        gpus = gpus == null ? null : List.copyOf(gpus);
        notes = List.copyOf(notes);
    }

    /**
     * The oldest glibc that it runs on.
     *
     * @param floor the newer of the two
     * @param tag what the file's name promises
     * @param code what its code needs
     * @param neededBy the file in it that needs it
     */
    record Glibc(
            LibraryVersion floor,
            @Nullable LibraryVersion tag,
            @Nullable LibraryVersion code,
            @Nullable String neededBy) {}

    /**
     * The cuDNN that it brings or asks for.
     *
     * @param place where that is said
     */
    record Cudnn(String version, String place) {}
}
