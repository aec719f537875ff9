package io.lamplighter.agent.nvml;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of one GPU, by the forms in which the library answers. It remembers whether the GPU was lost meanwhile:
 * then nothing that it said can be used.
 */
final class Device {
    /** Enough for every text, and for every structure that is not an array. */
    private static final int ROOM = 128;

    private final NvmlLibrary library;
    private final MemorySegment handle;
    private final MemorySegment out;
    private Answer.@Nullable Refused<?> gone;

    Device(NvmlLibrary library, MemorySegment handle, SegmentAllocator memory) {
        this.library = library;
        this.handle = handle;
        this.out = memory.allocate(ROOM, Long.BYTES);
    }

    /** Why the GPU cannot be asked any more; absent while it answers. */
    Answer.@Nullable Refused<?> gone() {
        return gone;
    }

    /** Where functions with a structure of their own put it; what is in it stands until the next question. */
    MemorySegment out() {
        return out;
    }

    Answer<String> text(String function) {
        out.fill((byte) 0);
        return ask(function, () -> out.getString(0), handle, out, ROOM - 1);
    }

    /** An {@code unsigned int}, where the library means a number that fits. */
    Answer<Integer> number(String function) {
        return ask(function, () -> out.get(JAVA_INT, 0), handle, out);
    }

    /** The same, of one of several. */
    Answer<Integer> number(String function, int which) {
        return ask(function, () -> out.get(JAVA_INT, 0), handle, which, out);
    }

    Answer<Boolean> flag(String function) {
        return number(function).map(value -> value != 0);
    }

    /** An {@code unsigned long long}. */
    Answer<Long> large(String function) {
        return ask(function, () -> out.get(JAVA_LONG, 0), handle, out);
    }

    /** A structure into {@link #out}. */
    Answer<MemorySegment> structure(String function) {
        return ask(function, () -> out, handle, out);
    }

    /** A structure that begins with its size and version. */
    Answer<MemorySegment> structure(String function, int bytes, int version) {
        out.fill((byte) 0);
        out.set(JAVA_INT, 0, bytes | version << 24);
        return structure(function);
    }

    /** Several numbers of four bytes into {@link #out}, one behind the other. */
    Answer<MemorySegment> numbers(String function, int count) {
        out.fill((byte) 0);
        Object[] arguments = new Object[count + 1];
        arguments[0] = handle;
        for (int i = 0; i < count; i++) {
            arguments[i + 1] = out.asSlice((long) i * Integer.BYTES, Integer.BYTES);
        }
        return ask(function, () -> out, arguments);
    }

    /** One of the numbers that have no function of their own. */
    Answer<Long> field(int id) {
        out.fill((byte) 0);
        out.set(JAVA_INT, 0, id);
        return switch (ask("nvmlDeviceGetFieldValues", () -> out.get(JAVA_INT, 28), handle, 1, out)) {
            case Answer.Value<Integer>(Integer code) when code == 0 -> new Answer.Value<>(value(out));
            case Answer.Value<Integer>(Integer code) -> new Answer.Refused<>(NvmlReturn.of(code), code);
            case Answer.Refused<Integer>(NvmlReturn why, int code) -> new Answer.Refused<>(why, code);
            case Answer.NoFunction<Integer>(String function) -> new Answer.NoFunction<>(function);
        };
    }

    /** By its type: the bytes behind a short one are nobody's. */
    private static long value(MemorySegment field) {
        return switch (field.get(JAVA_INT, 24)) {
            case 0 -> (long) field.get(JAVA_DOUBLE, 32);
            case 1 -> Integer.toUnsignedLong(field.get(JAVA_INT, 32));
            case 5 -> field.get(JAVA_INT, 32);
            case 6 -> field.get(JAVA_INT, 32) & 0xFFFF;
            default -> field.get(JAVA_LONG, 32);
        };
    }

    /** Any function; its first argument is {@link #handle()} as a rule. */
    <T> Answer<T> ask(String function, Supplier<T> value, Object... arguments) {
        Answer<T> answer = library.ask(function, value, arguments);
        if (answer instanceof Answer.Refused<T> refused
                && gone == null
                && (refused.why() == NvmlReturn.GPU_IS_LOST || refused.why() == NvmlReturn.RESET_REQUIRED)) {
            gone = refused;
        }
        return answer;
    }

    MemorySegment handle() {
        return handle;
    }
}
