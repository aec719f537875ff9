package io.lamplighter.api.wire;

import io.lamplighter.api.manifest.Group;
import io.lamplighter.api.name.GroupName;
import io.lamplighter.api.schedule.Schedule;

/**
 * When a machine may be booted anew that has to be. It asks before it does: others of the group may be away.
 *
 * @param group that says so
 * @param schedule of the group: its windows, where it is to be in one, and its gates
 */
public record RebootTerms(GroupName group, Group.Reboot when, Schedule schedule) {}
