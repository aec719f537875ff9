package io.lamplighter.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Homes on a private machine with what people have of environments and settings. Whoever reads a file of one or lists a
 * folder changes the time of its last access; whoever opens the pipe waits for ever.
 */
public final class PlantedHomes {
    private static final String PLACE = "/var/lib/homes/";
    private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2001-01-01T00:00:00Z"));
    private static final String PIPE = ".conda/environments.txt";
    private static final List<String> FILES = List.of(
            ".bashrc",
            ".condarc",
            ".config/pip/pip.conf",
            ".config/uv/uv.toml",
            ".local/lib/python3.11/site-packages/numpy-1.0.dist-info/METADATA",
            ".local/share/jupyter/kernels/mine/kernel.json",
            ".netrc",
            ".pip/pip.conf",
            ".venv/pyvenv.cfg",
            "miniconda3/conda-meta/history",
            "miniconda3/envs/thesis/conda-meta/numpy-1.0-0.json");

    private final List<Path> planted = new ArrayList<>();

    /** Makes them, one for each account. */
    public PlantedHomes(PrivateMachine machine, String... accounts) throws IOException, InterruptedException {
        for (String account : accounts) {
            Path home = machine.path(home(account));
            for (String file : FILES) {
                Files.createDirectories(home.resolve(file).getParent());
                Files.writeString(home.resolve(file), "[]\n");
            }
            Path pipe = Files.createDirectories(home.resolve(PIPE).getParent()).resolve("environments.txt");
            assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                    .isZero();
            try (Stream<Path> all = Files.walk(home)) {
                all.filter(each -> !each.equals(pipe)).forEach(planted::add);
            }
        }
        for (Path each : planted) {
            Files.setAttribute(each, "lastAccessTime", LONG_AGO);
        }
    }

    /** Where an account has its home. */
    public static String home(String account) {
        return PLACE + account;
    }

    /** What was read or listed since. */
    public List<Path> opened() {
        return planted.stream().filter(each -> !accessed(each).equals(LONG_AGO)).toList();
    }

    private static FileTime accessed(Path file) {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class).lastAccessTime();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
