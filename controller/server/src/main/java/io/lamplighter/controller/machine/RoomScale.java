package io.lamplighter.controller.machine;

import static java.util.Comparator.reverseOrder;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The sizes that decide between machines with more and with less room. Rounded down to one of them, the room of all
 * machines takes few values, and machines can still be counted in groups.
 *
 * @param sizes in bytes, the largest first
 */
public record RoomScale(List<Long> sizes) {
    /** For those who do not ask for the room: it is not read. */
    public static final RoomScale NONE = new RoomScale(List.of());

    public RoomScale {
        sizes = sizes.stream().distinct().sorted(reverseOrder()).toList();
    }

    /** SQL that rounds {@code m.room} down: to 0 below the smallest size, absent where it is not known. */
    public String roundedDown() {
        return sizes.isEmpty()
                ? "CAST(NULL AS BIGINT)"
                : sizes.stream()
                        .map(size -> "WHEN m.room >= " + size + " THEN " + size)
                        .collect(Collectors.joining(" ", "CASE ", " WHEN m.room IS NOT NULL THEN 0 END"));
    }

    /** The room of a row whose column of that name was made so; absent where it is not known. */
    public static @Nullable Long room(ResultSet row) throws SQLException {
        long room = row.getLong("room");
        return row.wasNull() ? null : room;
    }
}
