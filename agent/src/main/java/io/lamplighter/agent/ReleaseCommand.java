package io.lamplighter.agent;

import io.lamplighter.agent.release.ReleaseFiles;
import io.lamplighter.agent.release.ReleaseFiles.Answer;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** {@code release-gpu}: asks the running agent, and waits for what it says. */
final class ReleaseCommand {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final ReleaseFiles files;
    private final InstantSource clock;
    private final Duration patience;
    private final PrintStream out;
    private final PrintStream err;

    ReleaseCommand(ReleaseFiles files, InstantSource clock, Duration patience, PrintStream out, PrintStream err) {
        this.files = files;
        this.clock = clock;
        this.patience = patience;
        this.out = out;
        this.err = err;
    }

    static ReleaseCommand ofThisMachine() {
        return new ReleaseCommand(
                new ReleaseFiles(Station.ofThisMachine().layout().root()),
                InstantSource.system(),
                PATIENCE,
                System.out,
                System.err);
    }

    /** The program's exit code. */
    int release(Duration time) throws InterruptedException {
        Instant until = clock.instant().plus(time).truncatedTo(ChronoUnit.SECONDS);
        try {
            files.ask(until);
        } catch (IOException e) {
            return cannotAsk(e);
        }
        Instant end = clock.instant().plus(patience);
        while (clock.instant().isBefore(end)) {
            Optional<Answer> answer =
                    files.answered().filter(given -> given.until().equals(until));
            if (answer.isPresent()) {
                return tell(answer.get());
            }
            Thread.sleep(PAUSE);
        }
        err.println("No agent has answered within " + patience.toSeconds() + " s: is it running with "
                + files.folder() + " as its directory? One that starts before " + until
                + " leaves the driver alone.");
        return 1;
    }

    private int tell(Answer answer) {
        if (answer.obstacle() != null) {
            err.println("The agent cannot let go of the driver: " + answer.obstacle() + ". It tries again until "
                    + answer.until() + "; look for what hangs in the driver, or reboot.");
            return 1;
        }
        out.println(
                "The agent has let go of the NVIDIA driver until " + answer.until()
                        + " and starts no nvidia-smi meanwhile. \"lamplighter-agent release-gpu --end\" lets it have it before.");
        return 0;
    }

    /** Lets the agent have the driver again. */
    int end() {
        try {
            files.endAsking();
            out.println("The agent may have the NVIDIA driver.");
            return 0;
        } catch (IOException e) {
            return cannotAsk(e);
        }
    }

    private int cannotAsk(IOException e) {
        err.println("release-gpu cannot write to the agent's directory " + files.folder() + " (" + e
                + "): run it as root, or as the agent's account.");
        return 1;
    }
}
