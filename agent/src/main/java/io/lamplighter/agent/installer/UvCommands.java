package io.lamplighter.agent.installer;

import io.lamplighter.agent.layout.Layout;
import io.lamplighter.agent.network.Passage;
import io.lamplighter.agent.process.Command;
import io.lamplighter.agent.process.SecretFile;
import io.lamplighter.api.lock.LockedFile;
import io.lamplighter.api.reach.MachineTrust;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * uv's command lines. None reads a configuration, a home or a variable of the machine, and none downloads a Python.
 *
 * @param uv the program
 * @param oneAccount whether packages, cache and agent are one account's, so that nothing is kept apart: uv then makes
 *     byte code itself, and runs what packages have for every start of Python while it can write its cache
 */
record UvCommands(Path uv, Layout layout, MachineTrust trust, boolean oneAccount) {
    private static final Duration QUICK = Duration.ofMinutes(5);
    private static final Duration SOLVE = Duration.ofMinutes(20);
    private static final Duration INSTALL = Duration.ofHours(3);

    /** The interpreter by its path: by version, uv would take the first that it finds, in somebody's home. */
    Command createEnvironment(Path generation, Path interpreter) {
        return uv(
                QUICK,
                List.of(
                        "venv",
                        "--allow-existing",
                        "--no-python-downloads",
                        "--python",
                        "" + interpreter,
                        "" + generation),
                Passage.FREE);
    }

    Command lock(SolveInput input, Path lock) {
        return compile(input, "--format", "pylock.toml", "--output-file", "" + lock, "--quiet");
    }

    /** The same solve again, from the cache, as a list that says who wants what. */
    Command dependencies(SolveInput input) {
        return compile(input, "--format", "requirements.txt", "--annotation-style", "line", "--quiet");
    }

    /**
     * Copies, which the kernel makes reflinks where the file system can: uv's own clone mode falls back to hard links,
     * and through one an edit in an environment reaches the cache and every other environment. What is installed is
     * byte-compiled, for later nobody may write into the generation; in system mode by others. Versions and digests are
     * given as requirements: from a {@code pylock.toml} uv 0.13 fetches again what its cache holds.
     */
    Command install(Path generation, Path requirements, Optional<PackageIndex> index, Passage passage) {
        List<String> options = new ArrayList<>(List.of("--require-hashes"));
        index.map(PackageIndex::options).ifPresent(options::addAll);
        return uv(INSTALL, installing(generation, requirements, options), passage);
    }

    /**
     * Wheels that were made again of what was unpacked: they have no digest that anybody knows, and the cache keeps
     * nothing of them.
     */
    Command installKept(Path generation, Path requirements, List<Path> folders) {
        List<String> options = new ArrayList<>(List.of("--no-index"));
        folders.forEach(folder -> options.addAll(List.of("--find-links", "" + folder)));
        return uv(INSTALL, installing(generation, requirements, options), Passage.FREE, cacheOfKept());
    }

    /** Of use to one installation. */
    Path cacheOfKept() {
        return layout.temporary().resolve("kept-cache");
    }

    /** Makes wheels again of what the cache keeps of them; the generation's Python is run without its packages. */
    Command remake(Path generation, Path script, Path folder, List<LockedFile> files) {
        List<String> line = new ArrayList<>(
                List.of(python(generation), "-I", "-S", "" + script, "" + layout.uvCache(), "" + folder));
        files.forEach(file -> line.addAll(List.of(file.sha256().hex(), file.name())));
        return new Command(line, environment(Passage.FREE), layout.temporary(), INSTALL);
    }

    private List<String> installing(Path generation, Path requirements, List<String> options) {
        List<String> arguments = new ArrayList<>(
                List.of("pip", "install", "--no-deps", "--only-binary", ":all:", "--link-mode", "copy"));
        arguments.addAll(options);
        if (oneAccount) {
            arguments.add("--compile-bytecode");
        }
        arguments.addAll(List.of("--python", python(generation), "--requirements", "" + requirements));
        return arguments;
    }

    /** It runs the generation's Python, and with it code of packages. */
    Command check(Path generation) {
        List<String> arguments = List.of("pip", "check", "--python", python(generation));
        Path cache = oneAccount ? layout.uvCache() : layout.temporary().resolve("cache");
        return uv(QUICK, arguments, Passage.FREE, cache).isolated();
    }

    /** Removes what nothing refers to. */
    Command prune() {
        return uv(QUICK, List.of("cache", "prune"), Passage.FREE);
    }

    /** Removes all that is kept of some packages. */
    Command clean(List<String> packages) {
        List<String> arguments = new ArrayList<>(List.of("cache", "clean"));
        arguments.addAll(packages);
        return uv(QUICK, arguments, Passage.FREE);
    }

    private Command compile(SolveInput input, String... options) {
        List<String> arguments = new ArrayList<>(
                List.of("pip", "compile", "--no-header", "--no-python-downloads", "--only-binary", ":all:"));
        arguments.addAll(List.of("--python", "" + input.interpreter));
        if (input.constraints != null) {
            arguments.addAll(List.of("--constraint", "" + input.constraints));
        }
        arguments.addAll(input.released.options());
        PackageIndex defaultIndex = input.indexes.defaultIndex();
        if (defaultIndex != null) {
            arguments.addAll(defaultIndex.options());
        }
        arguments.addAll(List.of(options));
        arguments.add("" + input.project);
        return uv(input.indexes.tellNoDigests() ? INSTALL : SOLVE, arguments, input.passage);
    }

    private Command uv(Duration timeout, List<String> arguments, Passage passage) {
        return uv(timeout, arguments, passage, layout.uvCache());
    }

    private Command uv(Duration timeout, List<String> arguments, Passage passage, Path cache) {
        List<String> line = new ArrayList<>(List.of("" + uv));
        line.addAll(arguments);
        line.addAll(List.of("--no-config", "--system-certs", "--color", "never", "--cache-dir", "" + cache));
        Command command = new Command(line, environment(passage), layout.temporary(), timeout);
        return passage.uvCredentials()
                .map(secrets -> command.handing(stored(secrets)))
                .orElse(command);
    }

    /** All that uv and what it starts get to see. */
    private Map<String, String> environment(Passage passage) {
        Path home = layout.home();
        Map<String, String> variables = new TreeMap<>(Map.of(
                "PATH", "/usr/bin:/bin",
                "LANG", "C.UTF-8",
                "HOME", "" + home,
                "XDG_CONFIG_HOME", "" + home.resolve("config"),
                "XDG_CONFIG_DIRS", "" + home.resolve("config"),
                "XDG_DATA_HOME", "" + home.resolve("data"),
                "XDG_CACHE_HOME", "" + home.resolve("cache"),
                "TMPDIR", "" + layout.temporary(),
                "UV_NO_CONFIG", "1",
                "UV_CREDENTIALS_DIR", "" + credentials()));
        trust.bundle().ifPresent(bundle -> variables.put("SSL_CERT_FILE", "" + bundle));
        variables.putAll(passage.variables());
        return variables;
    }

    /** uv's store of them, in place of the one in a home. */
    private Path credentials() {
        return layout.given().resolve("credentials");
    }

    /**
     * With the lock that uv takes on it: where uv cannot make one, as in system mode, it goes on without the secrets.
     */
    private List<SecretFile> stored(String secrets) {
        Path store = credentials().resolve("credentials.toml");
        return List.of(
                new SecretFile(store, secrets), new SecretFile(store.resolveSibling("credentials.toml.lock"), ""));
    }

    private static String python(Path generation) {
        return "" + generation.resolve("bin").resolve("python");
    }

    /**
     * What is solved.
     *
     * @param interpreter whose platform the solve is for
     * @param indexes of its packages: what is placed stands in the project, too
     * @param passage by which they are reached
     * @param constraints versions of what is installed already, and those that may be taken; absent where any may be
     * @param released how old releases have to be
     */
    record SolveInput(
            Path project,
            Path interpreter,
            Indexes indexes,
            Passage passage,
            @Nullable Path constraints,
            ReleasedBefore released) {}
}
