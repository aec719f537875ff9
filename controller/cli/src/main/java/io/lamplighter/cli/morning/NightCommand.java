package io.lamplighter.cli.morning;

import io.lamplighter.api.night.Night;
import io.lamplighter.api.night.NightText;
import io.lamplighter.cli.connection.Connection;
import io.lamplighter.cli.output.FormatOption;
import io.lamplighter.cli.output.Screen;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What an administrator reads first. */
@Command(
        name = "night",
        description = {
            "Shows what happened in the night: what changed, what failed and why, what was lost, what waits for what,",
            "and what is to be done. Machines alike are one line."
        })
public final class NightCommand implements Runnable {
    private final Connection connection;
    private final Screen screen;
    private final InstantSource clock;

    @Option(
            names = "--since",
            paramLabel = "WHEN",
            description = "how long ago, like 12h, or a time like 2026-12-01T18:00+01:00 (default: 18:00 of the day"
                    + " before, in the time zone of the groups' windows)")
    private @Nullable String since;

    @Mixin
    private final FormatOption format = new FormatOption();

    public NightCommand(Connection connection, Screen screen, InstantSource clock) {
        this.connection = connection;
        this.screen = screen;
        this.clock = clock;
    }

    @Override
    public void run() {
        @Nullable Instant begin = since == null ? null : new PastTime(clock.instant()).read(since);
        Night night = connection.controller().night(begin);
        switch (format.format()) {
            case TABLE -> NightText.lines(night).forEach(screen::line);
            case JSON -> screen.json(night);
            case YAML -> screen.yaml(night);
        }
    }
}
