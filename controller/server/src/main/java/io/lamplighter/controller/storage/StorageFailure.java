package io.lamplighter.controller.storage;

import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.ConnectionException;
import org.jspecify.annotations.Nullable;

/** The database did not do what was asked, for a reason outside the program. Nothing of the transaction is stored. */
public final class StorageFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private static final int SQLITE_PRIMARY_CODE = 0xff;

    /** What kind of trouble it is. */
    public enum Kind {
        FULL,
        READ_ONLY,
        UNAVAILABLE
    }

    private final Kind kind;

    StorageFailure(Kind kind, Throwable cause) {
        super(cause.getMessage(), cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /** Finds the reason in what a statement threw; empty when the statement itself is wrong, which is a bug. */
    static Optional<StorageFailure> in(Throwable thrown) {
        for (@Nullable Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return kindOf(sql).or(() -> withoutConnection(thrown)).map(kind -> new StorageFailure(kind, sql));
            }
        }
        return Optional.empty();
    }

    /** The pool of connections gives neither code nor state when it waited in vain, as for a server that hangs. */
    private static Optional<Kind> withoutConnection(Throwable thrown) {
        return thrown instanceof ConnectionException ? Optional.of(Kind.UNAVAILABLE) : Optional.empty();
    }

    /** SQLite answers with its result code (sqlite.org/rescode.html), PostgreSQL with a state (its appendix A). */
    private static Optional<Kind> kindOf(SQLException e) {
        String state = e.getSQLState();
        if (state != null && !state.isEmpty()) {
            return switch (state.substring(0, Math.min(2, state.length()))) {
                case "53" -> Optional.of(state.equals("53100") ? Kind.FULL : Kind.UNAVAILABLE);
                case "25" -> state.equals("25006") ? Optional.of(Kind.READ_ONLY) : Optional.empty();
                case "08", "57", "58" -> Optional.of(Kind.UNAVAILABLE);
                default -> Optional.empty();
            };
        }
        return switch (e.getErrorCode() & SQLITE_PRIMARY_CODE) {
            case 13 -> Optional.of(Kind.FULL);
            case 8 -> Optional.of(Kind.READ_ONLY);
            case 5, 10, 11, 14, 26 -> Optional.of(Kind.UNAVAILABLE);
            default -> Optional.empty();
        };
    }
}
