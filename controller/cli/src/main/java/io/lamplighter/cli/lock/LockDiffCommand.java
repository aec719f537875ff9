package io.lamplighter.cli.lock;

import io.lamplighter.cli.connection.Connection;
import io.lamplighter.cli.exit.ExitStatus;
import io.lamplighter.cli.exit.LampException;
import io.lamplighter.cli.lock.LockDifference.Change;
import io.lamplighter.cli.lock.LockDifference.Kind;
import io.lamplighter.cli.output.Cell;
import io.lamplighter.cli.output.FormatOption;
import io.lamplighter.cli.output.Screen;
import io.lamplighter.cli.output.Table;
import io.lamplighter.cli.output.Tone;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What changes from one lock to another. */
@Command(
        name = "diff",
        description = {
            "Shows which packages differ between two locks, or between what a machine has and what its plan's lock says:",
            "lamp lock diff A B, or lamp lock diff MACHINE/ENVIRONMENT. Each is named by",
            LockAddress.FORMS + ".",
            "Ends with 0 when nothing differs, with 1 when something does."
        })
public final class LockDiffCommand implements Callable<Integer> {
    private final Connection connection;
    private final Screen screen;

    @Parameters(
            arity = "1..2",
            paramLabel = "LOCK",
            description = "environment, MACHINE/ENVIRONMENT[@now], plan or generation")
    private List<String> locks = List.of();

    @Mixin
    private final LockOptions options = new LockOptions();

    @Mixin
    private final FormatOption format = new FormatOption();

    public LockDiffCommand(Connection connection, Screen screen) {
        this.connection = connection;
        this.screen = screen;
    }

    @Override
    public Integer call() {
        List<LockAddress> addresses = addresses();
        LockFinder finder = new LockFinder(connection.controller(), options);
        Contents from = finder.contents(addresses.getFirst());
        Contents to = finder.contents(addresses.getLast());
        LockDifference difference = LockDifference.between(from, to);
        switch (format.format()) {
            case TABLE -> print(from, to, difference);
            case JSON -> screen.json(difference);
            case YAML -> screen.yaml(difference);
        }
        return (difference.changes().isEmpty() ? ExitStatus.DONE : ExitStatus.NO).code();
    }

    private List<LockAddress> addresses() {
        List<LockAddress> named = locks.stream()
                .map(text -> LockAddress.of(text, options.machine()))
                .toList();
        if (named.size() > 1) {
            return named;
        }
        if (named.getFirst() instanceof LockAddress.Wanted wanted && wanted.machine() != null) {
            return List.of(new LockAddress.InUse(wanted.environment(), wanted.machine()), wanted);
        }
        throw LampException.badInput(
                locks.getFirst() + " is one lock, and nothing is named to compare it with",
                "name two, or a machine with one: lamp lock diff MACHINE/ENVIRONMENT shows what the next build changes there");
    }

    private void print(Contents from, Contents to, LockDifference difference) {
        screen.table(Table.ofFields().field("From", from.title()).field("To", to.title()));
        Stream.of(from, to)
                .map(Contents::remark)
                .flatMap(Stream::ofNullable)
                .forEach(remark -> screen.line(new Cell(remark, Tone.CAUTION)));
        if (!difference.changes().isEmpty()) {
            screen.line("");
            Table table = Table.of("PACKAGE", "FROM", "TO", "SOURCE");
            difference.changes().forEach(change -> table.row(cells(change)));
            screen.table(table);
        }
        screen.line("");
        screen.line(difference.count(Kind.CHANGED) + " changed, " + difference.count(Kind.REBUILT) + " rebuilt, "
                + difference.count(Kind.ADDED) + " added, " + difference.count(Kind.REMOVED) + " removed, "
                + difference.same() + " the same");
    }

    private static Object[] cells(Change change) {
        return new Object[] {
            new Cell(change.name(), tone(change.kind())),
            change.from() == null ? "" : change.from(),
            to(change),
            source(change)
        };
    }

    private static String to(Change change) {
        String to = change.to() == null ? "" : change.to();
        return to.equals(change.from()) ? to + " (another file)" : to;
    }

    private static String source(Change change) {
        String source = change.source() == null ? "" : change.source();
        return change.formerSource() == null ? source : change.formerSource() + " -> " + source;
    }

    private static Tone tone(Kind kind) {
        return switch (kind) {
            case ADDED -> Tone.GOOD;
            case REMOVED -> Tone.BAD;
            case CHANGED, REBUILT -> Tone.PLAIN;
        };
    }
}
