package io.lamplighter.cli.overlay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.cli.exit.ExitStatus;
import io.lamplighter.cli.exit.LampException;
import io.lamplighter.cli.output.Screen;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes, looks at and renews overlays. The work is done by the generation's own Python, through its launcher. */
@Command(
        name = "overlay",
        customSynopsis = {
            "lamp overlay ENVIRONMENT DIRECTORY",
            "lamp overlay --check DIRECTORY",
            "lamp overlay --renew DIRECTORY"
        },
        description = {
            "Makes a virtual environment of your own over an environment of this machine, for packages of your own.",
            "It stands on the generation in use now and keeps it; --renew puts it over a newer one."
        })
public final class OverlayCommand implements Callable<Integer> {
    private final Screen screen;
    private final Map<String, String> variables;
    private final Path home;

    @Option(names = "--check", description = "tell whether the generation was replaced: 0 it was not, 1 it was")
    private boolean check;

    @Option(names = "--renew", description = "put an overlay over the generation in use now")
    private boolean renew;

    @Option(
            names = "--agent-directory",
            paramLabel = "DIRECTORY",
            description = "where the agent keeps everything (default: this account's, then the system's)")
    private @Nullable Path agent;

    @Parameters(arity = "1..2", paramLabel = "WORD", description = "the environment, and the overlay's directory")
    private List<String> words = List.of();

    public OverlayCommand(Screen screen, Map<String, String> variables, Path home) {
        this.screen = screen;
        this.variables = Map.copyOf(variables);
        this.home = home;
    }

    @Override
    public Integer call() {
        boolean make = !check && !renew;
        if ((check && renew) || words.size() != (make ? 2 : 1)) {
            throw LampException.badInput(
                    "overlay takes an environment and a directory, or one of --check and --renew and a directory",
                    "see `lamp overlay --help`");
        }
        Path directory = Path.of(words.getLast()).toAbsolutePath().normalize();
        if (make) {
            return make(name(words.getFirst()), directory);
        }
        Overlay overlay = Overlay.read(directory);
        return check
                ? tell(overlay, directory)
                : build(new KeptEnvironment(overlay.environment(), overlay.agent()), directory);
    }

    private int make(EnvironmentName name, Path directory) {
        if (Overlay.isOne(directory)) {
            throw LampException.badInput(
                    directory + " is an overlay already", "renew it with `lamp overlay --renew " + directory + "`");
        }
        if (!isFree(directory)) {
            throw LampException.badInput(directory + " is not empty", "name a new directory");
        }
        KeptEnvironment environment = agent == null
                ? KeptEnvironment.find(name, variables, home)
                : new KeptEnvironment(name, agent.toAbsolutePath().normalize());
        if (directory.startsWith(environment.agent())) {
            throw LampException.badInput(
                    directory + " is in the agent's own directory, which it keeps in order",
                    "name a directory of yours");
        }
        return build(environment, directory);
    }

    private int build(KeptEnvironment environment, Path directory) {
        try {
            int status = environment
                    .launcher()
                    .runHere(List.of(
                            "-I",
                            "-c",
                            script(),
                            directory.toString(),
                            environment.name().value(),
                            environment.agent().toString()));
            if (status != 0) {
                return ExitStatus.NO.code();
            }
        } catch (IOException e) {
            throw new LampException(
                    ExitStatus.NO, "the launcher cannot be started: " + e.getMessage(), "see `lamp status`");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LampException(ExitStatus.NO, "interrupted", "run it again");
        }
        screen.line(directory + " stands on "
                + Overlay.read(directory).generation().getFileName() + " of " + environment.name() + "; . " + directory
                + "/bin/activate");
        return ExitStatus.DONE.code();
    }

    private int tell(Overlay overlay, Path directory) {
        String renewal = "lamp overlay --renew " + directory;
        Overlay.State state = overlay.state();
        screen.line(
                switch (state) {
                    case CURRENT -> directory + " stands on the generation of " + overlay.environment() + " in use";
                    case REPLACED ->
                        overlay.environment() + " uses another generation now; this one still works; to change over: "
                                + renewal;
                    case RETIRED ->
                        overlay.environment() + " is not in use on this machine any more; what it stands on will be"
                                + " removed when nothing uses it";
                    case GONE -> "what it stands on was removed; put it over the present generation: " + renewal;
                });
        return (state == Overlay.State.CURRENT ? ExitStatus.DONE : ExitStatus.NO).code();
    }

    private static EnvironmentName name(String word) {
        try {
            return new EnvironmentName(word);
        } catch (IllegalArgumentException e) {
            throw LampException.badInput(String.valueOf(e.getMessage()), "see `lamp get environments`");
        }
    }

    private static boolean isFree(Path directory) {
        if (Files.notExists(directory)) {
            return true;
        }
        try (var entries = Files.newDirectoryStream(directory)) {
            return !entries.iterator().hasNext();
        } catch (IOException e) {
            return false;
        }
    }

    private static String script() {
        try (InputStream file = Objects.requireNonNull(OverlayCommand.class.getResourceAsStream("overlay.py"))) {
            return new String(file.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
