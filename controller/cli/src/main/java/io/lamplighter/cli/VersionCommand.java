package io.lamplighter.cli;

import io.lamplighter.cli.output.Screen;
import picocli.CommandLine.Command;

/** The version as a command, because people type it so. */
@Command(name = "version", description = "Prints which lamp this is.")
final class VersionCommand implements Runnable {
    private final Screen screen;

    VersionCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public void run() {
        for (String line : new LampVersion().getVersion()) {
            screen.line(line);
        }
    }
}
