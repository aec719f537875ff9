package io.lamplighter.api.view;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.lamplighter.api.machine.Hold;
import io.lamplighter.api.manifest.Group;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.GroupName;
import io.lamplighter.api.name.MachineName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a machine has what it has: its labels, the groups that they put it in, and which group decides about what.
 *
 * @param groups in the order of their precedence, the first decides
 * @param hold while it lasts, none of this changes anything there; absent where there is none
 */
public record MachineGroups(
        MachineName machine,
        List<Label> labels,
        List<Membership> groups,
        List<Given> environments,
        @Nullable Hold hold) {
    public MachineGroups {
        labels = List.copyOf(labels);
        groups = List.copyOf(groups);
        environments = List.copyOf(environments);
    }

    /**
     * A label.
     *
     * @param values none where what it is of is not there; absent where it is not known
     */
    public record Label(String name, @Nullable List<String> values, Origin origin) {
        public Label {
            values = values == null ? null : List.copyOf(values);
        }
    }

    /** Who says a label. */
    public enum Origin {
        /** The token that the machine enrolled with. */
        @JsonProperty("joinToken")
        JOIN_TOKEN,
        /** The machine's manifest. */
        @JsonProperty("manifest")
        MANIFEST,
        /** Computed from what the machine says of itself. */
        @JsonProperty("facts")
        FACTS
    }

    /**
     * A group that the machine is in, or may be in.
     *
     * @param selector as {@code lamp get groups} says it; empty where every machine is meant
     * @param certain false where a label that it asks for is not known: the machine keeps what it has of the group, and
     *     gets nothing new
     */
    public record Membership(GroupName group, String selector, int priority, boolean certain) {}

    /**
     * An environment or a toolkit that groups give.
     *
     * @param groups in the order of their precedence: the first decides
     * @param mode what becomes of drift: told of only where all of them say so
     * @param conflicts in what they differ
     */
    public record Given(
            EnvironmentName environment, List<GroupName> groups, Group.Mode mode, List<Conflict> conflicts) {
        public Given {
            groups = List.copyOf(groups);
            conflicts = List.copyOf(conflicts);
        }
    }

    /**
     * A setting that groups of the same environment differ in.
     *
     * @param setting as a manifest names it, {@code mode}
     * @param value that holds
     * @param by the group that says so
     * @param others those that say otherwise
     */
    public record Conflict(String setting, String value, GroupName by, List<GroupName> others) {
        public Conflict {
            others = List.copyOf(others);
        }
    }
}
