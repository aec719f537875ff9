package io.lamplighter.agent.toolkit;

import io.lamplighter.agent.failure.Catalogue;
import io.lamplighter.agent.failure.FailureException;
import io.lamplighter.agent.layout.Layout;
import io.lamplighter.agent.process.Command;
import io.lamplighter.agent.process.CommandResult;
import io.lamplighter.agent.process.CommandResult.Exited;
import io.lamplighter.agent.process.CommandWatch;
import io.lamplighter.agent.process.WatchedCommands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * NVIDIA's runfiles, programs that install what they carry: the toolkit alone, into a prefix, by the options of the
 * CUDA Installation Guide for Linux. They are run by those that build, without a network and able to write into the
 * prefix and nothing else that lasts.
 */
record Runfiles(Layout layout, WatchedCommands builders) {
    private static final Duration WHOLE = Duration.ofHours(1);

    /**
     * Runs one.
     *
     * @param name of it, for people
     */
    void install(Path prefix, Path runfile, String name, CommandWatch watch)
            throws FailureException, IOException, InterruptedException {
        for (Path folder : List.of(layout.given(), layout.home(), layout.temporary())) {
            Files.createDirectories(folder);
        }
        watch.line("Running " + name);
        List<String> line = List.of(
                "/bin/sh",
                runfile.toString(),
                "--silent",
                "--toolkit",
                "--toolkitpath=" + prefix,
                "--tmpdir=" + layout.temporary(),
                "--no-man-page",
                "--override"); // it looks for a compiler that it knows, which is for whoever compiles
        Map<String, String> variables = Map.of(
                "PATH",
                "/usr/bin:/bin",
                "LANG",
                "C.UTF-8",
                "HOME",
                layout.home().toString(),
                "TMPDIR",
                layout.temporary().toString());
        CommandResult result =
                builders.run(new Command(line, variables, layout.temporary(), WHOLE).isolated(prefix), watch);
        if (!(result instanceof Exited(int status, String _) && status == 0)) {
            throw new FailureException(Catalogue.named("INSTALLER_FAILED", name), result.toString());
        }
    }
}
