package io.lamplighter.cli.takeover;

import io.lamplighter.cli.exit.ExitStatus;
import io.lamplighter.cli.exit.LampException;
import io.lamplighter.cli.output.Screen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a manifest that makes an environment again which people have. */
@Command(
        name = "import",
        description = {
            "Writes a manifest that makes an environment again: from its folder (venv or conda), a requirements.txt,",
            "an environment.yml or a uv.lock. What no manifest can say is named. Needs no controller."
        })
public final class ImportCommand implements Runnable {
    private final Screen screen;

    @Parameters(index = "0", paramLabel = "WHAT", description = "a folder of an environment, or one of these files")
    private @Nullable Path what;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "of the environment (default: what it is called there)")
    private @Nullable String name;

    @Option(
            names = "--python",
            paramLabel = "VERSION",
            description = "which Python, where it is not said: 3.11 or \">=3.10,<3.14\"")
    private @Nullable String python;

    @Option(
            names = "--leave-out",
            description = "write the manifest without what cannot be carried over; remarks in it name that")
    private boolean leaveOut;

    public ImportCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public void run() {
        Path given = Objects.requireNonNull(what);
        Imported imported = read(given);
        if (!imported.leftOut().isEmpty() && !leaveOut) {
            throw new LampException(
                    ExitStatus.BAD_INPUT,
                    imported.leftOut().stream()
                            .map(each -> each.where() + ": " + each.what() + ": " + each.why())
                            .toList(),
                    imported.leftOut().size() + " of what is there cannot be carried over",
                    "publish it on an index, or add --leave-out to write the manifest without it");
        }
        if (imported.conda().isEmpty() && imported.pip().isEmpty()) {
            throw LampException.badInput(given + " names no package", "name what it was installed from");
        }
        screen.text(ImportedManifest.of(
                String.valueOf(given.getFileName()), imported, nameOf(given, imported), pythonOf(given, imported)));
    }

    private static Imported read(Path what) {
        Imported imported = new Imported();
        String file = String.valueOf(what.getFileName());
        String lower = file.toLowerCase(Locale.ROOT);
        if (Files.notExists(what)) {
            throw LampException.badInput("there is no " + what, "name a folder of an environment, or a file");
        }
        if (Files.isDirectory(what)) {
            if (!InstalledPrefix.isOne(what)) {
                throw LampException.badInput(
                        what + " is no environment: it has neither pyvenv.cfg nor conda-meta",
                        "name the folder that holds bin/python");
            }
            new InstalledPrefix(imported, what).read();
        } else if (lower.endsWith(".yml") || lower.endsWith(".yaml")) {
            new CondaEnvironmentFile(imported, file).read(text(what));
        } else if (lower.equals("uv.lock")) {
            new UvLockFile(imported, file).read(text(what));
        } else {
            new RequirementsFile(imported).read(what);
        }
        return imported;
    }

    private String nameOf(Path given, Imported imported) {
        if (name != null) {
            return name;
        }
        String folder = String.valueOf(
                Objects.requireNonNullElse(given.toAbsolutePath().normalize().getParent(), given)
                        .getFileName());
        return ImportedManifest.nameOf(Objects.requireNonNullElse(imported.name(), folder));
    }

    private String pythonOf(Path given, Imported imported) {
        if (python != null) {
            return python;
        }
        if (imported.python() == null) {
            throw LampException.badInput(
                    given.getFileName() + " does not say which Python it is for", "say it: --python 3.11");
        }
        return imported.python();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw LampException.unreadable(file, e, "name a file that is text");
        }
    }
}
