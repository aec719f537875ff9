package io.lamplighter.api.schedule;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What must hold on a machine before it changes; each is absent where it is not asked for. What cannot be read does not
 * hold.
 *
 * @param gpu for how long no program may have computed on a GPU of NVIDIA
 * @param load the most that the load average of five minutes may be
 * @param diskFree the least that is free where environments are
 * @param filePresent a file that must be there
 * @param fileAbsent a file that must not be there
 * @param deadline from when on some of them are not asked any more
 * @param build how a generation is built; absent where it is built as all else, with every gate open
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Gates(
        @Nullable GpuIdle gpu,
        @Nullable Users users,
        @Nullable Double load,
        @Nullable ByteSize diskFree,
        @Nullable Power power,
        @Nullable FilePath filePresent,
        @Nullable FilePath fileAbsent,
        @Nullable Deadline deadline,
        @Nullable Build build) {
    /** A load average of a machine on which no program computes. */
    private static final double NOTHING_TO_DO = 0.5;

    public static final Gates NONE = new Gates(null, null, null, null, null, null, null, null);

    public Gates {
        if (load != null && !(load > 0)) {
            throw new IllegalArgumentException("load is more than 0; found " + load);
        }
    }

    /** Those of a machine that builds with all of them open. */
    public Gates(
            @Nullable GpuIdle gpu,
            @Nullable Users users,
            @Nullable Double load,
            @Nullable ByteSize diskFree,
            @Nullable Power power,
            @Nullable FilePath filePresent,
            @Nullable FilePath fileAbsent,
            @Nullable Deadline deadline) {
        this(gpu, users, load, diskFree, power, filePresent, fileAbsent, deadline, null);
    }

    public enum Build {
        /** While jobs run and people work, behind both. */
        @JsonProperty("background")
        BACKGROUND,
        /** With every gate open. */
        @JsonProperty("whenOpen")
        @JsonEnumDefaultValue
        WHEN_OPEN
    }

    public enum Users {
        /** Nobody is logged in. */
        @JsonProperty("none")
        NONE,
        /** Who is logged in does nothing. */
        @JsonProperty("noneActive")
        NONE_ACTIVE
    }

    public enum Power {
        /** Not on a battery. */
        @JsonProperty("mains")
        MAINS
    }

    /**
     * When gates give way.
     *
     * @param after so long after a machine began to wait
     * @param giveWay which ones
     */
    public record Deadline(TimeSpan after, List<Gate> giveWay) {
        public Deadline {
            giveWay = List.copyOf(giveWay);
            if (giveWay.isEmpty()) {
                throw new IllegalArgumentException("a deadline names the gates that give way, like [gpu, users]");
            }
        }
    }

    /**
     * Those of a time at which a machine can go: no program computes, nobody is logged in at all, and it has nothing to
     * do. None of them ever gives way.
     */
    public Gates whileUnused() {
        return new Gates(
                gpu == null ? new GpuIdle("idle") : gpu,
                Users.NONE,
                load == null ? Double.valueOf(NOTHING_TO_DO) : load,
                null,
                power,
                filePresent,
                fileAbsent,
                null);
    }

    /** Whether a generation may be built while somebody uses the machine. */
    @JsonIgnore
    public boolean isBuiltInBackground() {
        return build == Build.BACKGROUND;
    }

    @JsonIgnore
    public boolean isEmpty() {
        return equals(NONE);
    }

    /** Those that a machine looks at which has waited for so long. */
    public Set<Gate> asked(Duration waited) {
        Set<Gate> asked = EnumSet.allOf(Gate.class).stream()
                .filter(this::names)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Gate.class)));
        if (deadline != null && waited.compareTo(deadline.after().duration()) >= 0) {
            asked.removeAll(deadline.giveWay());
        }
        return asked;
    }

    /**
     * Those of a time that is nobody's night: no program computes and nobody is active, as well as all that they say
     * themselves. None of them ever gives way.
     */
    public Gates whileIdle() {
        return new Gates(
                gpu == null ? new GpuIdle("idle") : gpu,
                users == null ? Users.NONE_ACTIVE : users,
                load,
                diskFree,
                power,
                filePresent,
                fileAbsent,
                null);
    }

    private boolean names(Gate gate) {
        return switch (gate) {
            case GPU -> gpu != null;
            case USERS -> users != null;
            case LOAD -> load != null;
            case DISK_FREE -> diskFree != null;
            case POWER -> power != null;
            case FILE_PRESENT -> filePresent != null;
            case FILE_ABSENT -> fileAbsent != null;
        };
    }
}
