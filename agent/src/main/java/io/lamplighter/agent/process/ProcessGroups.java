package io.lamplighter.agent.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Ends groups of processes, those of an agent that is no more among them. */
public final class ProcessGroups {
    private static final int ROUNDS = 200;
    private static final long PAUSE_MILLIS = 10;

    private final ProcessTable table;

    public ProcessGroups() {
        this(new ProcessTable(Path.of("/proc")));
    }

    ProcessGroups(ProcessTable table) {
        this.table = table;
    }

    /**
     * Kills whatever is left of a group and returns when nothing is. A group of another boot, or one whose number was
     * given away, is left alone.
     *
     * @throws IOException when something of it survives, as in an uninterruptible read of a dead disk
     */
    public void end(ProcessGroup group) throws InterruptedException, IOException {
        end(() -> members(group), "group " + group.id());
    }

    /**
     * Kills whatever runs as an account, in whatever group it hides, and returns when nothing does.
     *
     * @param user its number, never that of people
     * @throws IOException when something of it survives
     */
    public void endAllOf(long user) throws InterruptedException, IOException {
        end(() -> table.livingOf(user), "account " + user);
    }

    private static void end(Members members, String whose) throws InterruptedException, IOException {
        for (int round = 0; round < ROUNDS; round++) {
            List<ProcessTable.Entry> left = members.find();
            if (left.isEmpty()) {
                return;
            }
            left.forEach(member -> ProcessHandle.of(member.id()).ifPresent(ProcessHandle::destroyForcibly));
            Thread.sleep(PAUSE_MILLIS);
        }
        throw new IOException("processes of " + whose + " cannot be killed: " + members.find());
    }

    /** Of the kernel that runs now. */
    public String bootId() throws IOException {
        return table.bootId();
    }

    ProcessGroup ledBy(long id) throws IOException {
        ProcessTable.Entry leader =
                table.entry(id).orElseThrow(() -> new IOException("process " + id + " ended before it began"));
        return new ProcessGroup(id, leader.startTicks(), table.bootId());
    }

    /** The kernel gives a number away only when no process, group and session has it any more. */
    private List<ProcessTable.Entry> members(ProcessGroup group) throws IOException {
        Optional<ProcessTable.Entry> leader = table.entry(group.id());
        if (!group.bootId().equals(table.bootId())
                || (leader.isPresent() && leader.get().startTicks() != group.startTicks())) {
            return List.of();
        }
        return table.living().stream()
                .filter(entry ->
                        entry.id() == group.id() || entry.group() == group.id() || entry.session() == group.id())
                .filter(entry -> entry.startTicks() >= group.startTicks())
                .toList();
    }

    private interface Members {
        List<ProcessTable.Entry> find() throws IOException;
    }
}
