package io.lamplighter.agent.schedule;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Logins as {@code utmp(5)} records them, for machines without logind and for whoever is not known to it. A record
 * whose process is gone was left behind.
 */
final class UtmpSessions {
    private static final int USER_PROCESS = 7;
    private static final int PID = 4;
    private static final int LINE = 8;
    private static final int USER = 44;
    private static final int NAME_BYTES = 32;

    /** glibc: 384 bytes where its times are of 32 bits, as on x86_64, and 400 where they are of 64. */
    private static final List<Integer> RECORD_BYTES = List.of(384, 400);

    private UtmpSessions() {}

    static List<LoginSession> read(Path root) throws IOException {
        Path file = root.resolve("run/utmp");
        return Files.exists(file) ? parse(Files.readAllBytes(file), root.resolve("proc")) : List.of();
    }

    private static List<LoginSession> parse(byte[] records, Path processes) throws IOException {
        int size = RECORD_BYTES.stream()
                .filter(bytes -> records.length % bytes == 0)
                .findFirst()
                .orElseThrow(() -> new IOException("run/utmp has " + records.length + " bytes, which are no records"));
        ByteBuffer all = ByteBuffer.wrap(records).order(ByteOrder.nativeOrder());
        List<LoginSession> sessions = new ArrayList<>();
        for (int at = 0; at < records.length; at += size) {
            if (all.getShort(at) == USER_PROCESS
                    && Files.exists(processes.resolve(String.valueOf(all.getInt(at + PID))))) {
                String line = name(records, at + LINE);
                boolean display = line.startsWith(":");
                sessions.add(new LoginSession(
                        name(records, at + USER), display || line.isEmpty() ? null : line, display, true));
            }
        }
        return sessions;
    }

    private static String name(byte[] records, int from) {
        int end = from;
        while (end < from + NAME_BYTES && records[end] != 0) {
            end++;
        }
        return new String(records, from, end - from, UTF_8);
    }
}
