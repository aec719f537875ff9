package io.lamplighter.agent.installer;

import io.lamplighter.agent.installer.CondaProgram.Found;
import io.lamplighter.agent.layout.Layout;
import io.lamplighter.agent.network.ProxyChoice;
import io.lamplighter.agent.policy.InstallerProgram;
import io.lamplighter.agent.process.Command;
import io.lamplighter.api.plan.CondaCandidate;
import io.lamplighter.api.reach.MachineTrust;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The command lines of micromamba, mamba and conda, by their documentation; which of them ran for real is said in
 * {@code docs/guides/sources-and-mirrors.md}. What the machine and its accounts have configured is not read: micromamba
 * and mamba are told so, conda finds an empty home and is looked at by {@link CondaSettings}. What can only be set by a
 * variable is one of the few that they get; {@code --no-env} would turn those off as well.
 *
 * <p>A prefix is made by hand and {@code install}ed into: {@code create} refuses a folder that exists or removes it,
 * and in system mode the agent has to make it.
 */
record CondaCommands(Found conda, Layout layout, MachineTrust trust) {
    private static final Duration QUICK = Duration.ofMinutes(5);
    private static final Duration SOLVE = Duration.ofMinutes(30);
    private static final Duration INSTALL = Duration.ofHours(3);

    /** By this file a conda knows that a folder is an environment. */
    private static final String BEGIN = "mkdir -p \"$1/conda-meta\" && : >> \"$1/conda-meta/history\"";

    /** Makes an empty prefix. */
    Command begin(Path generation) {
        return new Command(
                List.of("/bin/sh", "-c", BEGIN, "sh", generation.toString()),
                environment(packages()),
                layout.temporary(),
                QUICK);
    }

    /** Asks conda which files would configure it, in JSON; the others are told to read none. */
    Optional<Command> settings() {
        return isConda()
                ? Optional.of(new Command(
                        List.of(conda.path().toString(), "config", "--show-sources", "--json"),
                        environment(packages()),
                        layout.temporary(),
                        QUICK))
                : Optional.empty();
    }

    /**
     * Solves, and answers in JSON without fetching a package. The package cache is one that stays empty: conda tells
     * the digests of those files only that it would fetch.
     */
    Command solve(
            Path generation, List<String> channels, List<String> specs, CondaCandidate candidate, ProxyChoice proxy) {
        List<String> line = install(generation);
        line.addAll(List.of("--json", "--override-channels"));
        line.addAll(
                isConda()
                        ? List.of("--strict-channel-priority", "--no-pin")
                        : List.of("--channel-priority", "strict", "--no-pin", "--no-py-pin"));
        channels.forEach(channel -> line.addAll(List.of("--channel", channel)));
        line.add("--dry-run");
        line.addAll(specs);
        Map<String, String> environment = environment(layout.condaCache().resolve("channels"));
        environment.putAll(proxy.variables());
        environment.put("CONDA_OVERRIDE_CUDA", Objects.requireNonNullElse(candidate.cuda(), ""));
        if (candidate.cudaArch() != null) {
            environment.put("CONDA_OVERRIDE_CUDA_ARCH", candidate.cudaArch());
        }
        return new Command(line, environment, layout.temporary(), SOLVE);
    }

    /** Fetches the files of a list, and links none. */
    Command fetch(Path generation, Path list, ProxyChoice proxy) {
        return explicit(generation, list, "--download-only", proxy);
    }

    /** Compares what was fetched with digests, in the form of {@code sha256sum}. */
    Command check(Path program, Path digests) {
        return new Command(
                List.of("/bin/sh", program.toString(), digests.toString()),
                environment(packages()),
                packages(),
                INSTALL);
    }

    /** Links the files of a list, in its order. Copies, for through a link an edit reaches every environment. */
    Command link(Path generation, Path list, ProxyChoice proxy) {
        return explicit(generation, list, isConda() ? "--copy" : "--always-copy", proxy);
    }

    private Command explicit(Path generation, Path list, String how, ProxyChoice proxy) {
        List<String> line = install(generation);
        line.addAll(List.of(how, "--file", list.toString()));
        Map<String, String> environment = environment(packages());
        environment.putAll(proxy.variables());
        return new Command(line, environment, layout.temporary(), INSTALL);
    }

    private List<String> install(Path generation) {
        List<String> line = new ArrayList<>(List.of(conda.path().toString(), "install", "--yes"));
        if (!isConda()) {
            line.addAll(List.of("--no-rc", "--root-prefix", layout.condaCache().toString()));
            trust.bundle().ifPresent(bundle -> line.addAll(List.of("--ssl-verify", bundle.toString())));
        }
        line.addAll(List.of("--prefix", generation.toString()));
        return line;
    }

    private boolean isConda() {
        return conda.kind() == InstallerProgram.CONDA;
    }

    private Path packages() {
        return layout.condaCache().resolve("packages");
    }

    /** All that they and what they start get to see. */
    private Map<String, String> environment(Path packages) {
        Path home = layout.home();
        Map<String, String> variables = new TreeMap<>(Map.of(
                "PATH", "/usr/bin:/bin",
                "LANG", "C.UTF-8",
                "HOME", home.toString(),
                "XDG_CONFIG_HOME", home.resolve("config").toString(),
                "XDG_CACHE_HOME", home.resolve("cache").toString(),
                "TMPDIR", layout.temporary().toString()));
        variables.putAll(Map.of(
                "CONDA_PKGS_DIRS", packages.toString(),
                "CONDA_REGISTER_ENVS", "false",
                "CONDA_CHANNEL_PRIORITY", "strict",
                "CONDA_NOTIFY_OUTDATED_CONDA", "false",
                "CONDA_REPORT_ERRORS", "false",
                "CONDA_ADD_PIP_AS_PYTHON_DEPENDENCY", "false",
                "MAMBA_ADD_PIP_AS_PYTHON_DEPENDENCY", "false"));
        trust.bundle().ifPresent(bundle -> {
            variables.put("CONDA_SSL_VERIFY", bundle.toString());
            variables.put("SSL_CERT_FILE", bundle.toString());
        });
        return variables;
    }
}
