package io.lamplighter.agent.execution;

import io.lamplighter.api.machine.MachineFacts.Interpreter;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * By what an altered generation is noticed without starting anything: names, and the identity of the base interpreter,
 * which an upgrade of the system replaces.
 *
 * @param interpreter that the generation was made from; absent for a toolkit
 * @param program identity of that interpreter's file, or of a toolkit's compiler
 * @param distributions names of a toolkit's programs and libraries, or names of the installed {@code dist-info} folders
 *     and of conda's records, sorted; times are not compared, for byte-compiling and copying change them
 */
record Fingerprint(@Nullable Interpreter interpreter, Program program, List<String> distributions) {
    private static final String PYTHON = "bin/python";
    private static final String COMPILER = "bin/nvcc";
    private static final String CONDA_RECORDS = "conda-meta";

    Fingerprint {
        distributions = List.copyOf(distributions);
    }

    static Fingerprint of(Path generation, Interpreter interpreter) throws IOException {
        return new Fingerprint(interpreter, Program.of(Path.of(interpreter.path())), distributionsIn(generation));
    }

    /** Of a CUDA toolkit: nothing in it is made by others than its archives. */
    static Fingerprint ofToolkit(Path generation) throws IOException {
        return new Fingerprint(null, Program.of(compiler(generation)), filesOfToolkit(generation));
    }

    static Path compiler(Path generation) {
        return generation.resolve(COMPILER);
    }

    private Optional<String> driftOfToolkit(Path generation) throws IOException {
        if (Files.notExists(compiler(generation))) {
            return Optional.of("its compiler " + COMPILER + " is gone");
        }
        if (!Program.of(compiler(generation)).equals(program)) {
            return Optional.of("its compiler " + COMPILER + " is another file");
        }
        return change("files", filesOfToolkit(generation));
    }

    private static List<String> filesOfToolkit(Path generation) throws IOException {
        List<String> names = new ArrayList<>();
        collect(generation.resolve("bin"), "*", names);
        collect(generation.resolve("lib64"), "*", names);
        names.sort(null);
        return names;
    }

    /**
     * What has changed; empty when nothing did.
     *
     * @param known interpreters on the machine now: an upgrade that left the version as it was changes nothing
     */
    Optional<String> drift(Path generation, Collection<Interpreter> known) throws IOException {
        if (interpreter == null) {
            return driftOfToolkit(generation);
        }
        if (Files.notExists(generation.resolve(PYTHON))) {
            return Optional.of("its interpreter " + interpreter.path() + " is gone");
        }
        if (!Program.of(Path.of(interpreter.path())).equals(program) && isKnownToDiffer(interpreter, known)) {
            return Optional.of(
                    "its interpreter " + interpreter.path() + " is not " + interpreter.version() + " any more");
        }
        return change("packages", distributionsIn(generation));
    }

    private Optional<String> change(String what, List<String> now) {
        if (!now.equals(distributions)) {
            List<String> gone = new ArrayList<>(distributions);
            gone.removeAll(now);
            List<String> added = new ArrayList<>(now);
            added.removeAll(distributions);
            return Optional.of(what + " were changed by hand: missing " + gone + ", added " + added);
        }
        return Optional.empty();
    }

    /** A machine whose interpreters were not looked at yet says nothing. */
    private static boolean isKnownToDiffer(Interpreter interpreter, Collection<Interpreter> known) {
        return known.stream()
                .anyMatch(each -> each.path().equals(interpreter.path())
                        && !each.version().equals(interpreter.version()));
    }

    private static List<String> distributionsIn(Path generation) throws IOException {
        List<String> names = new ArrayList<>();
        collect(generation.resolve(CONDA_RECORDS), "*.json", names);
        Path libraries = generation.resolve("lib");
        if (Files.isDirectory(libraries)) {
            try (DirectoryStream<Path> pythons = Files.newDirectoryStream(libraries, "python*")) {
                for (Path python : pythons) {
                    collect(python.resolve("site-packages"), "*.dist-info", names);
                }
            }
        }
        names.sort(null);
        return names;
    }

    private static void collect(Path folder, String glob, List<String> names) throws IOException {
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, glob)) {
                entries.forEach(entry -> names.add(String.valueOf(entry.getFileName())));
            }
        }
    }

    /**
     * A file as the file system tells it apart.
     *
     * @param path with all links resolved
     * @param key device and inode
     */
    record Program(String path, long bytes, String key) {
        static Program of(Path program) throws IOException {
            Path resolved = program.toRealPath();
            BasicFileAttributes attributes = Files.readAttributes(resolved, BasicFileAttributes.class);
            return new Program(resolved.toString(), attributes.size(), String.valueOf(attributes.fileKey()));
        }
    }
}
