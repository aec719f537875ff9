package io.lamplighter.cli.catalog.wheel;

import io.lamplighter.cli.process.Program;
import io.lamplighter.cli.process.ProgramResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** NVIDIA's {@code cuobjdump}, which lists the code for GPUs in a library. */
final class Cuobjdump {
    static final String NAME = "cuobjdump";

    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final Pattern LINE =
            Pattern.compile("(?:ELF|PTX) file +\\d+: .*?\\b((?:sm|compute)_\\d{2,3}[a-z]?)\\.(?:cubin|ptx)");

    private final Program program;

    Cuobjdump(Program program) {
        this.program = program;
    }

    DeviceCode list(Path library) throws IOException, InterruptedException {
        return switch (program.run(LIMIT, "--list-elf", library.toString())) {
            case ProgramResult.TimedOut() -> tooSlow();
            case ProgramResult.Exited elf when elf.status() != 0 -> refused(elf, library);
            case ProgramResult.Exited elf -> withPtx(elf, library);
        };
    }

    private DeviceCode withPtx(ProgramResult.Exited elf, Path library) throws IOException, InterruptedException {
        return switch (program.run(LIMIT, "--list-ptx", library.toString())) {
            case ProgramResult.TimedOut() -> tooSlow();
            case ProgramResult.Exited ptx when ptx.status() != 0 -> refused(ptx, library);
            case ProgramResult.Exited ptx -> new DeviceCode.Listed(parse(elf.out()), parse(ptx.out()));
        };
    }

    /** Counts the objects of each architecture; other lines are remarks. */
    static SortedMap<String, Integer> parse(String listing) {
        SortedMap<String, Integer> counts = new TreeMap<>();
        listing.lines()
                .map(LINE::matcher)
                .filter(Matcher::find)
                .forEach(line -> counts.merge(line.group(1).replace("compute_", "sm_"), 1, Integer::sum));
        return counts;
    }

    /** A newer one refuses a library for its oldest code, and lists none of it. */
    private static DeviceCode refused(ProgramResult.Exited result, Path library) {
        String said = (result.err() + "\n" + result.out())
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .findFirst()
                .orElse("it ended with " + result.status());
        return new DeviceCode.NotListed(said.replace(library.toString(), String.valueOf(library.getFileName())));
    }

    private static DeviceCode tooSlow() {
        return new DeviceCode.NotListed(NAME + " did not end within " + LIMIT.toMinutes() + " minutes");
    }
}
