package io.lamplighter.api.event;

import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.api.run.Failure;
import io.lamplighter.api.run.Signature;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened.
 *
 * @param machine that it happened to; absent where it concerns no single one
 * @param environment that it is about, which may be a toolkit; absent where it is about none
 * @param from what was there before, {@code torch 2.9.1 cu126}; absent where nothing was or nothing is known of it
 * @param to what is there now; absent as {@code from} is
 * @param signature of a failure
 * @param remedy the next step for a person; absent where none is needed
 * @param detail one short line without anything that could steer a terminal; may be empty
 */
public record Happening(
        EventReason reason,
        @Nullable MachineName machine,
        @Nullable EnvironmentName environment,
        @Nullable String from,
        @Nullable String to,
        @Nullable Signature signature,
        @Nullable String remedy,
        String detail) {
    private static final int LONGEST = 500;

    public Happening {
        detail = oneLine(detail);
        remedy = remedy == null ? null : oneLine(remedy);
    }

    /** Something that concerns no single machine. */
    public static Happening everywhere(EventReason reason, String detail) {
        return new Happening(reason, null, null, null, null, null, null, detail);
    }

    public static Happening on(MachineName machine, EventReason reason, String detail) {
        return new Happening(reason, machine, null, null, null, null, null, detail);
    }

    /** The same about an environment. */
    public Happening of(EnvironmentName about) {
        return new Happening(reason, machine, about, from, to, signature, remedy, detail);
    }

    /** The same with what was before and what is now. */
    public Happening changing(@Nullable String before, @Nullable String after) {
        return new Happening(reason, machine, environment, before, after, signature, remedy, detail);
    }

    /** The same because of a failure. */
    public Happening because(Failure failure) {
        return new Happening(
                reason, machine, environment, from, to, failure.signature(), failure.remedy(), failure.message());
    }

    /** Much of it is words of machines. */
    private static String oneLine(String text) {
        String line = text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+", " ").strip();
        return line.length() > LONGEST ? line.substring(0, LONGEST - 1) + "…" : line;
    }
}
