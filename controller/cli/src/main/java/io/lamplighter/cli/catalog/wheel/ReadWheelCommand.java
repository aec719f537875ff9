package io.lamplighter.cli.catalog.wheel;

import io.lamplighter.cli.exit.ExitStatus;
import io.lamplighter.cli.exit.LampException;
import io.lamplighter.cli.output.Screen;
import io.lamplighter.cli.process.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reads a wheel file and prints it as a row of the catalog. */
@Command(
        name = "read-wheel",
        description = {
            "Reads a wheel file: Pythons, platforms, the glibc that its code needs, its CUDA build, cuDNN, sizes, and,",
            "where there is a cuobjdump, the GPUs that it has code for. Prints a row for the catalog."
        })
public final class ReadWheelCommand implements Runnable {
    private final Screen screen;
    private final String searchPath;

    @Parameters(index = "0", paramLabel = "FILE", description = "a wheel, under the name that its index gives it")
    private Path file = Path.of("");

    @Option(
            names = "--cuobjdump",
            paramLabel = "PATH",
            description = "NVIDIA's program that lists device code (default: the one on PATH)")
    private @Nullable Path given;

    @Option(names = "-o", paramLabel = "FORMAT", description = "yaml (the default) or json", defaultValue = "yaml")
    private RowFormat format = RowFormat.YAML;

    private enum RowFormat {
        YAML,
        JSON
    }

    /** @param searchPath the value of {@code PATH} */
    public ReadWheelCommand(Screen screen, String searchPath) {
        this.screen = screen;
        this.searchPath = searchPath;
    }

    @Override
    public void run() {
        CudaTools tools = new CudaTools(cuobjdump());
        WheelRow row = read(tools);
        switch (format) {
            case YAML -> screen.yaml(row);
            case JSON -> screen.json(row);
        }
    }

    private @Nullable Program cuobjdump() {
        Path program = given;
        if (program == null) {
            return Program.find(Cuobjdump.NAME, searchPath).orElse(null);
        }
        if (!Program.isOne(program)) {
            throw LampException.badInput(program + " is no program", "name a cuobjdump by --cuobjdump");
        }
        return new Program(program);
    }

    private WheelRow read(CudaTools tools) {
        if (!Files.isRegularFile(file)) {
            throw LampException.badInput(file + " is no file", "name a wheel, a file that ends in .whl");
        }
        try {
            return WheelReader.read(file, tools);
        } catch (IllegalArgumentException e) {
            throw LampException.badInput(file + " is no wheel: " + e.getMessage(), "name a file that an index serves");
        } catch (IOException e) {
            throw LampException.badInput(file + " cannot be read: " + e.getMessage(), "fetch it again");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LampException(ExitStatus.NO, "interrupted while " + file + " was read", "run it again");
        }
    }
}
