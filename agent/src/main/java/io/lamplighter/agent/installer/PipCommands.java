package io.lamplighter.agent.installer;

import io.lamplighter.agent.layout.Layout;
import io.lamplighter.agent.network.ProxyChoice;
import io.lamplighter.agent.process.Command;
import io.lamplighter.api.plan.BuiltInSources;
import io.lamplighter.api.reach.MachineTrust;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * pip's command lines, by the pip of the Python that an environment is made from. What fetches runs no code of
 * packages, and what runs beside such code has no network: pip starts the environment's Python to install into it.
 *
 * @param oneAccount whether packages, cache and agent are one account's, so that pip makes byte code itself
 */
record PipCommands(Path python, Layout layout, MachineTrust trust, boolean oneAccount) {
    private static final Duration QUICK = Duration.ofMinutes(5);
    private static final Duration INSTALL = Duration.ofHours(3);

    /** Without pip of its own, as uv makes them. */
    Command createEnvironment(Path generation) {
        return python(QUICK, List.of("venv", "--without-pip", "--symlinks", generation.toString()));
    }

    /** Prints pip's version; a Python need not have it. */
    Command version() {
        return python(QUICK, List.of("pip", "--version"));
    }

    /** What is there already with its digest is not fetched again, and need not be at its source any more. */
    Command fetch(Path requirements, Optional<PackageIndex> index, ProxyChoice proxy) {
        List<String> arguments = new ArrayList<>(List.of("pip", "download"));
        arguments.addAll(exactly(requirements));
        String before = layout.pipCache().toString();
        arguments.addAll(List.of("--no-cache-dir", "--find-links", before, "--dest", before));
        switch (index.orElseGet(() -> new PackageIndex.Simple(BuiltInSources.defaultIndex()))) {
            case PackageIndex.Simple(String url) -> arguments.addAll(List.of("--index-url", url));
            case PackageIndex.Flat(String url) -> arguments.addAll(List.of("--no-index", "--find-links", url));
        }
        trust.bundle().ifPresent(bundle -> arguments.addAll(List.of("--cert", bundle.toString())));
        Command command = python(INSTALL, arguments);
        Map<String, String> environment = new TreeMap<>(command.environment());
        environment.putAll(proxy.variables());
        return new Command(command.arguments(), environment, command.directory(), command.timeout());
    }

    /** The same from a folder, for what no source has. */
    Command fetchGiven(Path requirements, Path folder) {
        List<String> arguments = new ArrayList<>(List.of("pip", "download"));
        arguments.addAll(exactly(requirements));
        arguments.addAll(List.of("--no-cache-dir", "--no-index", "--find-links", folder.toString()));
        arguments.addAll(List.of("--dest", layout.pipCache().toString()));
        return python(INSTALL, arguments);
    }

    /** From what was fetched, into the environment. */
    Command install(Path generation, Path requirements) {
        List<String> arguments = into(generation, "install");
        arguments.addAll(exactly(requirements));
        arguments.addAll(List.of(
                "--no-cache-dir",
                "--no-index",
                "--find-links",
                layout.pipCache().toString(),
                "--no-warn-script-location",
                oneAccount ? "--compile" : "--no-compile"));
        return python(INSTALL, arguments).isolated(generation);
    }

    Command check(Path generation) {
        return python(QUICK, into(generation, "check")).isolated();
    }

    private static List<String> into(Path generation, String what) {
        return new ArrayList<>(
                List.of("pip", "--python", generation.resolve("bin/python").toString(), what));
    }

    private static List<String> exactly(Path requirements) {
        return List.of(
                "--no-deps", "--require-hashes", "--only-binary", ":all:", "--requirement", requirements.toString());
    }

    private Command python(Duration timeout, List<String> module) {
        List<String> line = new ArrayList<>(List.of(python.toString(), "-I", "-m"));
        line.addAll(module);
        return new Command(line, environment(), layout.temporary(), timeout);
    }

    /** All that pip and what it starts get to see; by the null device it reads no configuration at all. */
    private Map<String, String> environment() {
        Path home = layout.home();
        return Map.of(
                "PATH", "/usr/bin:/bin",
                "LANG", "C.UTF-8",
                "HOME", home.toString(),
                "XDG_CONFIG_HOME", home.resolve("config").toString(),
                "XDG_CACHE_HOME", home.resolve("cache").toString(),
                "TMPDIR", layout.temporary().toString(),
                "PIP_CONFIG_FILE", "/dev/null",
                "PIP_DISABLE_PIP_VERSION_CHECK", "1",
                "PIP_KEYRING_PROVIDER", "disabled",
                "PIP_NO_INPUT", "1");
    }
}
