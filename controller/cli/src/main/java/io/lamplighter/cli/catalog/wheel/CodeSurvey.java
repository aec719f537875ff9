package io.lamplighter.cli.catalog.wheel;

import io.lamplighter.cli.catalog.elf.ElfObject;
import io.lamplighter.cli.catalog.elf.ElfReader;
import io.lamplighter.cli.catalog.elf.ElfReading;
import io.lamplighter.cli.catalog.elf.VersionNeed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the objects in a wheel ask of the machine, all together.
 *
 * @param objects in the archive's order
 * @param notRead those that look like objects and could not be read, each with the reason
 */
record CodeSurvey(List<Found> objects, List<String> notRead) {
    private static final Pattern LIBRARY_OF_NVIDIA = Pattern.compile("lib(cu|nv|nccl|npp).*");

    /** A symbol version of glibc that is no number, and the release that first had it. Source: NEWS of glibc 2.36. */
    private static final Map<String, LibraryVersion> NAMED = Map.of("GLIBC_ABI_DT_RELR", LibraryVersion.parse("2.36"));

    CodeSurvey {
        objects = List.copyOf(objects);
        notRead = List.copyOf(notRead);
    }

    /** An object and where it stands. */
    record Found(WheelArchive.Member member, ElfObject object) {
        private Stream<String> needs() {
            return object.needs().stream().filter(need -> !need.weak()).map(VersionNeed::version);
        }
    }

    /** A version that is needed, and the file that needs it. */
    record Floor(LibraryVersion version, String neededBy) {}

    static CodeSurvey of(List<WheelArchive.Member> members) throws IOException {
        List<Found> objects = new ArrayList<>();
        List<String> notRead = new ArrayList<>();
        for (WheelArchive.Member member : members) {
            switch (ElfReader.read(member)) {
                case ElfReading.Read(ElfObject object) -> objects.add(new Found(member, object));
                case ElfReading.NotReadable(String why) -> notRead.add(member.name() + ": " + why);
                case ElfReading.NotElf() -> {}
            }
        }
        return new CodeSurvey(objects, notRead);
    }

    /** The newest glibc that any of them needs; empty when none needs one. */
    Optional<Floor> glibc() {
        return highest(CodeSurvey::glibcOf);
    }

    /** The newest version of C++ symbols that any of them needs. */
    Optional<Floor> libstdcxx() {
        return highest(need -> LibraryVersion.find("GLIBCXX", need));
    }

    /** The object with the most code for GPUs; NVIDIA's own libraries serve more of them than the package does. */
    Optional<WheelArchive.Member> device() {
        return objects.stream()
                .filter(found -> found.object().deviceCodeBytes() > 0)
                .filter(found ->
                        !LIBRARY_OF_NVIDIA.matcher(found.member().fileName()).matches())
                .max(Comparator.comparingLong(found -> found.object().deviceCodeBytes()))
                .map(Found::member);
    }

    /** Needs of glibc that name no release of it, a sentence each. */
    List<String> nameless() {
        return objects.stream()
                .flatMap(found -> found.needs()
                        .filter(need ->
                                need.startsWith("GLIBC_") && glibcOf(need).isEmpty())
                        .distinct()
                        .map(need -> found.member().name() + " needs " + need + ", which names no release of glibc"))
                .toList();
    }

    private Optional<Floor> highest(Function<String, Optional<LibraryVersion>> reading) {
        return objects.stream()
                .flatMap(found -> found.needs()
                        .flatMap(need -> reading.apply(need).stream())
                        .map(version -> new Floor(version, found.member().name())))
                .max(Comparator.comparing(Floor::version));
    }

    private static Optional<LibraryVersion> glibcOf(String need) {
        return Optional.ofNullable(NAMED.get(need)).or(() -> LibraryVersion.find("GLIBC", need));
    }
}
