package io.lamplighter.api.manifest;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.GroupName;
import io.lamplighter.api.schedule.Blackout;
import io.lamplighter.api.schedule.Gates;
import io.lamplighter.api.schedule.Schedule;
import io.lamplighter.api.schedule.Window;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Machines by their labels, and the environments and toolkits they get. */
public record Group(String apiVersion, Kind kind, Metadata metadata, Spec spec) implements Manifest {
    public GroupName name() {
        return new GroupName(metadata.name().value());
    }

    /** What becomes of drift. */
    public enum Mode {
        /** It is put right. */
        @JsonProperty("enforce")
        ENFORCE,
        /** It is told of. */
        @JsonProperty("report")
        REPORT;

        /** As a manifest says it. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** When a machine may be booted anew that a package asks to be. */
    public enum Reboot {
        @JsonProperty("never")
        @JsonEnumDefaultValue
        NEVER,
        /** At any time at which nobody uses it. */
        @JsonProperty("whenIdle")
        WHEN_IDLE,
        /** In a window, while nobody uses it. */
        @JsonProperty("inWindow")
        IN_WINDOW
    }

    /**
     * Who gets what.
     *
     * @param selector what a machine's labels must be; empty selects every machine
     * @param mode what becomes of an environment that is not as it was proved any more
     * @param priority of two groups of a machine that differ in something, the one with more decides
     * @param window outside of which nothing begins to change
     * @param windows in place of it, where there are several
     * @param blackout days without any window
     * @param gates what must hold on a machine before it changes
     * @param availability when its machines should be on; absent where another group, or nobody, says so
     * @param reboot when a machine may be booted anew that has to be
     * @param maxUnavailable of how many of its machines at a time
     */
    @Later("rollout")
    public record Spec(
            Map<SelectableLabel, LabelTest> selector,
            @JsonProperty(defaultValue = "[]") List<EnvironmentName> environments,
            @JsonProperty(defaultValue = "[]") List<EnvironmentName> toolkits,
            @JsonProperty(defaultValue = "enforce") Mode mode,
            @JsonProperty(defaultValue = "0") int priority,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Window window,

            @JsonProperty(defaultValue = "[]") List<Window> windows,
            @JsonProperty(defaultValue = "[]") List<Blackout> blackout,
            @JsonProperty(defaultValue = "{}") Gates gates,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Availability availability,

            @JsonProperty(defaultValue = "never") Reboot reboot,
            @JsonProperty(defaultValue = "1") MaxUnavailable maxUnavailable) {
        public Spec {
            selector = Map.copyOf(selector);
            environments = List.copyOf(environments);
            toolkits = List.copyOf(toolkits);
            windows = List.copyOf(windows);
            blackout = List.copyOf(blackout);
            if (window != null && !windows.isEmpty()) {
                throw new IllegalArgumentException(
                        "a group has a window, or windows where there are several, not both");
            }
            Schedule times = schedule(window, windows, blackout, gates);
            if (reboot == Reboot.IN_WINDOW && times.isAnyTime()) {
                throw new IllegalArgumentException(
                        "reboot: inWindow names a window, and there is none: write one, or reboot: whenIdle");
            }
        }

        /** The same for other environments. */
        public Spec giving(List<EnvironmentName> others) {
            return new Spec(
                    selector,
                    others,
                    toolkits,
                    mode,
                    priority,
                    window,
                    windows,
                    blackout,
                    gates,
                    availability,
                    reboot,
                    maxUnavailable);
        }

        /** When its machines may change. */
        public Schedule schedule() {
            return schedule(window, windows, blackout, gates);
        }

        private static Schedule schedule(
                @Nullable Window one, List<Window> several, List<Blackout> blackout, Gates gates) {
            return new Schedule(one == null ? several : List.of(one), blackout, gates);
        }

        /** All that its machines get, whatever the kind. */
        public Stream<EnvironmentName> given() {
            return Stream.concat(environments.stream(), toolkits.stream());
        }

        /** Which machines belong to the group. */
        public Selector machines() {
            return Selector.of(selector);
        }
    }
}
