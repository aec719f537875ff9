package io.lamplighter.agent.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The kernel's table of processes, as {@code /proc} shows it. */
public record ProcessTable(Path proc) {
    private static final String USERS = "Uid:";
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final int STATE = 0;
    private static final int GROUP = 2;
    private static final int SESSION = 3;
    private static final int START_TICKS = 19;

    String bootId() throws IOException {
        return Files.readString(proc.resolve("sys/kernel/random/boot_id")).strip();
    }

    /** One process; empty when there is none, or none any more. */
    Optional<Entry> entry(long id) {
        try {
            return Optional.of(parse(id, Files.readString(proc.resolve(id + "/stat"))));
        } catch (IOException e) {
            return Optional.empty(); // it ended before or while it was read
        }
    }

    /** Every process that lives. */
    public List<Entry> living() throws IOException {
        try (Stream<Path> folders = Files.list(proc)) {
            return folders.map(folder -> String.valueOf(folder.getFileName()))
                    .filter(name -> name.chars().allMatch(Character::isDigit))
                    .flatMap(name -> entry(Long.parseLong(name)).stream())
                    .filter(Entry::lives)
                    .toList();
        }
    }

    /** Every process that lives and may act as a user, by any of its four numbers. */
    List<Entry> livingOf(long user) throws IOException {
        return living().stream()
                .filter(entry -> users(entry.id()).contains(user))
                .toList();
    }

    /** Real, effective, saved and of the file system; none of a process that ended. */
    private Set<Long> users(long id) {
        try (Stream<String> lines = Files.lines(proc.resolve(id + "/status"))) {
            return lines.filter(line -> line.startsWith(USERS))
                    .flatMap(line ->
                            BLANKS.splitAsStream(line.substring(USERS.length()).strip()))
                    .map(Long::valueOf)
                    .collect(Collectors.toSet());
        } catch (IOException | UncheckedIOException _) {
            return Set.of();
        }
    }

    /** Reads a line of {@code stat}; the program's name in it may hold blanks and parentheses of its own. */
    static Entry parse(long id, String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return new Entry(
                id,
                fields[STATE].charAt(0),
                Long.parseLong(fields[GROUP]),
                Long.parseLong(fields[SESSION]),
                Long.parseLong(fields[START_TICKS]));
    }

    /** A process, and the group and session it belongs to. */
    public record Entry(long id, char state, long group, long session, long startTicks) {
        /** A zombie only waits to be counted. */
        boolean lives() {
            return state != 'Z' && state != 'X';
        }
    }
}
