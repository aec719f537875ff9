package io.lamplighter.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** A library in the place of NVIDIA's, which this machine has not: the one of the agent's tests, with some cards. */
public final class NvmlCards {
    private static final Path STAND_IN = Path.of("../agent/src/test/resources/nvml");

    private NvmlCards() {}

    /** What the card says that it is, by its number from 0. */
    public static String uuid(int card) {
        return "GPU-%08d-2222-3333-4444-555555555555".formatted(card);
    }

    /**
     * Builds it.
     *
     * @param folder that is not there yet
     * @return its file
     */
    public static Path library(Path folder, int cards) throws IOException, InterruptedException {
        Path library = Files.createDirectory(folder).resolve("libnvidia-ml.so.1");
        Process compiler = new ProcessBuilder(
                        "cc",
                        "-shared",
                        "-fPIC",
                        "-Wl,-soname,libnvidia-ml.so.1",
                        "-o",
                        library.toString(),
                        STAND_IN.resolve("stand-in.c").toString())
                .inheritIO()
                .start();
        if (compiler.waitFor() != 0) {
            throw new IOException("cc cannot build " + STAND_IN.resolve("stand-in.c"));
        }
        Files.writeString(folder.resolve("device"), "");
        List<String> scenario =
                new ArrayList<>(List.of("driver=580.95.05", "nvml=13.580.95.05", "cuda=13000", "gpus=" + cards));
        List<String> says = Files.readAllLines(STAND_IN.resolve("rtx-a6000.txt"));
        for (int card = 0; card < cards; card++) {
            for (String line : says) {
                scenario.add(card + "." + line);
            }
            scenario.add(card + ".uuid=" + uuid(card));
            scenario.add(card + ".name=NVIDIA RTX A4000");
            scenario.add(card + ".bus=0000:%02x:00".formatted(card + 1));
        }
        Files.write(folder.resolve("scenario"), scenario);
        Files.write(folder.resolve("scenario.before"), scenario);
        return library;
    }

    /** From now on it says this, too, or instead: lines of a scenario. */
    public static void say(Path library, String... lines) throws IOException {
        List<String> scenario = new ArrayList<>(Files.readAllLines(library.resolveSibling("scenario")));
        scenario.addAll(List.of(lines));
        replace(library, scenario);
    }

    /** It says what it said when it was built. */
    public static void sayAsBefore(Path library) throws IOException {
        replace(library, Files.readAllLines(library.resolveSibling("scenario.before")));
    }

    /** Whole at any moment: the library reads it all the time. */
    private static void replace(Path library, List<String> scenario) throws IOException {
        Path next = Files.write(library.resolveSibling("scenario.next"), scenario);
        Files.move(next, library.resolveSibling("scenario"), StandardCopyOption.ATOMIC_MOVE);
    }
}
