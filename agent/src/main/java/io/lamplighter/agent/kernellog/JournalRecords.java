package io.lamplighter.agent.kernellog;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.agent.process.Command;
import io.lamplighter.agent.process.CommandResult;
import io.lamplighter.agent.process.CommandResult.Exited;
import io.lamplighter.agent.process.CommandRunner;
import io.lamplighter.api.json.Wire;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The kernel's messages of this boot as systemd's journal has them, for accounts that may read it and not
 * {@code /dev/kmsg}. It is asked from time to time for what came after the last message: a program that waits for more
 * would outlive an agent that was killed.
 */
final class JournalRecords implements KernelRecords {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final CommandRunner commands;
    private final Path program;
    private final Duration every;
    private final Queue<KmsgRecord> waiting = new ArrayDeque<>();
    private @Nullable String cursor;

    private JournalRecords(CommandRunner commands, Path program, Duration every) {
        this.commands = commands;
        this.program = program;
        this.every = every;
    }

    /**
     * Reads those of this boot.
     *
     * @throws IOException when there are none: the kernel always says something, but not to every account
     */
    static JournalRecords open(CommandRunner commands, Path program, Duration every)
            throws IOException, InterruptedException {
        JournalRecords records = new JournalRecords(commands, program, every);
        records.read();
        if (records.cursor == null) {
            throw new IOException("the journal shows this account no message of the kernel; the group systemd-journal"
                    + " may read them");
        }
        return records;
    }

    @Override
    public @Nullable KmsgRecord next() throws IOException {
        try {
            while (waiting.isEmpty()) {
                Thread.sleep(every);
                read();
            }
            return waiting.remove();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private void read() throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(
                program.toString(),
                "--dmesg",
                "--boot",
                "--quiet",
                "--no-pager",
                "--output=json",
                "--output-fields=MESSAGE"));
        if (cursor != null) {
            line.add("--after-cursor=" + cursor);
        }
        CommandResult result = commands.run(Command.of(TIMEOUT, line.toArray(String[]::new)));
        if (!(result instanceof Exited(int status, String output)) || status != 0) {
            throw new IOException("journalctl: " + result);
        }
        for (String text : output.lines().toList()) {
            JsonNode entry = Wire.mapper().readTree(text);
            cursor = entry.path("__CURSOR").asText(cursor);
            parse(entry).ifPresent(waiting::add);
        }
    }

    /**
     * Empty for a message that is no text, which the journal writes as bytes. Microseconds since the boot only grow.
     */
    static Optional<KmsgRecord> parse(JsonNode entry) {
        JsonNode message = entry.path("MESSAGE");
        String micros = entry.path("__MONOTONIC_TIMESTAMP").asText();
        if (!message.isTextual() || !micros.matches("\\d{1,18}")) {
            return Optional.empty();
        }
        long since = Long.parseLong(micros);
        return Optional.of(new KmsgRecord(
                since, Duration.ofNanos(since * 1000), message.asText().lines().toList()));
    }

    @Override
    public String numbering() {
        return "/journal";
    }

    @Override
    public void close() {}
}
