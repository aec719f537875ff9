package io.lamplighter.agent.nvml;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The functions of one library file, each looked up when it is first called. Functions of the same shape share one
 * handle, for a handle each costs 6 MiB. The library is never unloaded: what the driver keeps in it may outlive a call.
 */
@SuppressWarnings("restricted") // the program is started with --enable-native-access
final class NvmlLibrary {
    private static final Linker LINKER = Linker.nativeLinker();

    private final Path file;
    private final SymbolLookup symbols;
    private final Map<String, Optional<MemorySegment>> functions = new HashMap<>();
    private final Map<FunctionDescriptor, MethodHandle> shapes = new HashMap<>();

    private NvmlLibrary(Path file, SymbolLookup symbols) {
        this.file = file;
        this.symbols = symbols;
    }

    /**
     * Loads the library.
     *
     * @throws IllegalArgumentException when this is no library that this process can load
     */
    static NvmlLibrary load(Path file) {
        return new NvmlLibrary(file, SymbolLookup.libraryLookup(file, Arena.global()));
    }

    Path file() {
        return file;
    }

    /**
     * Calls a function.
     *
     * @param value reads what was written when the function succeeded
     * @param arguments {@link MemorySegment}, {@link Integer} and {@link Long}
     */
    <T> Answer<T> ask(String function, Supplier<T> value, Object... arguments) {
        Optional<MemorySegment> address = functions.computeIfAbsent(function, symbols::find);
        if (address.isEmpty()) {
            return new Answer.NoFunction<>(function);
        }
        int code = call(address.get(), arguments);
        NvmlReturn returned = NvmlReturn.of(code);
        return returned == NvmlReturn.SUCCESS ? new Answer.Value<>(value.get()) : new Answer.Refused<>(returned, code);
    }

    private int call(MemorySegment address, Object... arguments) {
        FunctionDescriptor shape = FunctionDescriptor.of(
                JAVA_INT, Stream.of(arguments).map(NvmlLibrary::layout).toArray(MemoryLayout[]::new));
        MethodHandle handle = shapes.computeIfAbsent(shape, NvmlLibrary::handle);
        try {
            return (int) handle.invokeExact(address, arguments);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("a native function throws nothing", e);
        }
    }

    private static MethodHandle handle(FunctionDescriptor shape) {
        int arguments = shape.argumentLayouts().size();
        return LINKER.downcallHandle(shape)
                .asSpreader(Object[].class, arguments)
                .asType(MethodType.methodType(int.class, MemorySegment.class, Object[].class));
    }

    private static MemoryLayout layout(Object argument) {
        return switch (argument) {
            case MemorySegment _ -> ADDRESS;
            case Integer _ -> JAVA_INT;
            case Long _ -> JAVA_LONG;
            default -> throw new IllegalArgumentException("no layout for " + argument.getClass());
        };
    }
}
