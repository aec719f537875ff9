package io.lamplighter.agent.footprint;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Pages of the program's files in the memory of this process. They are given back by {@code madvise}, which loses
 * nothing: what is looked at again comes from its file. It comes page by page, for else the kernel brings its
 * neighbours with each, and soon all of them.
 */
@SuppressWarnings("restricted") // the program is started with --enable-native-access
final class ProgramPages {
    private static final Path MAPS = Path.of("/proc/self/maps");
    private static final FunctionDescriptor MADVISE = FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);

    // asm-generic/mman-common.h
    private static final int NORMAL = 0;
    private static final int RANDOM = 1;
    private static final int PAGEOUT = 21;

    private final Predicate<String> files;

    /** @param files which of them are the program's */
    ProgramPages(Predicate<String> files) {
        this.files = files;
    }

    /**
     * Gives back those that nobody writes to.
     *
     * @return bytes of the files that the kernel took back from this process; it leaves alone what another process has,
     *     too, and what this account could not write. Empty where it cannot: Linux before 5.4, and other systems
     */
    Optional<Long> giveBack() throws IOException {
        Optional<MemorySegment> function = Linker.nativeLinker().defaultLookup().find("madvise");
        if (function.isEmpty() || !Files.isReadable(MAPS)) {
            return Optional.empty();
        }
        MethodHandle madvise = Linker.nativeLinker().downcallHandle(function.get(), MADVISE);
        long before = residentBytes();
        for (Mapping mapping : readOnly()) {
            advise(madvise, mapping, RANDOM);
            if (!advise(madvise, mapping, PAGEOUT)) {
                advise(madvise, mapping, NORMAL);
                return Optional.empty();
            }
        }
        return Optional.of(Math.max(0, before - residentBytes()));
    }

    private List<Mapping> readOnly() throws IOException {
        try (Stream<String> lines = Files.lines(MAPS)) {
            return lines.map(Mapping::parse)
                    .flatMap(Optional::stream)
                    .filter(mapping -> !mapping.writable() && files.test(mapping.file()))
                    .toList();
        }
    }

    private static boolean advise(MethodHandle madvise, Mapping mapping, int advice) {
        try {
            return (int) madvise.invokeExact(MemorySegment.ofAddress(mapping.start()), mapping.bytes(), advice) == 0;
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("a native function throws nothing", e);
        }
    }

    /** Of files alone. */
    private static long residentBytes() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("RssFile:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .sum();
        }
    }
}
