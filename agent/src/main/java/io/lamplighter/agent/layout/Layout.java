package io.lamplighter.agent.layout;

import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.GenerationName;
import java.nio.file.Path;

/**
 * The agent's directory, as docs/architecture.md draws it.
 *
 * @param root absolute
 */
public record Layout(Path root) {
    public Layout {
        if (!root.isAbsolute()) {
            throw new IllegalArgumentException("the agent's directory must be absolute, not " + root);
        }
    }

    /** Of this machine, as {@code uname -m} names it. */
    public static String architecture() {
        String name = System.getProperty("os.arch", "");
        return name.equals("amd64") ? "x86_64" : name;
    }

    public Path identity() {
        return root.resolve("identity.json");
    }

    public Path assignment() {
        return root.resolve("assignment.json");
    }

    public Path spool() {
        return root.resolve("spool");
    }

    /** Locks that the controller has not got yet. */
    public Path provedLocks() {
        return spool().resolve("locks");
    }

    /** What the programs of runs said, a folder each. */
    public Path runLogs() {
        return root.resolve("logs");
    }

    public Path journal() {
        return root.resolve("journal");
    }

    /** Secrets of this machine. */
    public Path credentials() {
        return root.resolve("credentials");
    }

    public Path tools() {
        return root.resolve("tools");
    }

    public Path cache() {
        return root.resolve("cache");
    }

    public Path environment(EnvironmentName name) {
        return environments().resolve(name.value());
    }

    public Path environments() {
        return root.resolve("environments");
    }

    public Path generations(EnvironmentName environment) {
        return environment(environment).resolve("generations");
    }

    public Path generation(EnvironmentName environment, GenerationName generation) {
        return generations(environment).resolve(generation.value());
    }

    /** The journal of an environment's run. */
    public Path journal(EnvironmentName environment) {
        return journal().resolve(environment.value() + ".jsonl");
    }

    /** The agent's own: what programs say while they run; nothing in it outlives a run. */
    public Path scratch() {
        return root.resolve("scratch");
    }

    /** Everything that installers and checks are given and have for themselves. */
    public Path workshop() {
        return root.resolve("workshop");
    }

    /** What the agent hands to those that build; in system mode they can only read it. */
    public Path given() {
        return workshop().resolve("given");
    }

    /** The home of those that build; nothing in it outlives a run. */
    public Path home() {
        return workshop().resolve("home");
    }

    /** The folder for temporary files of those that build, and for what they answer. */
    public Path temporary() {
        return workshop().resolve("tmp");
    }

    /** The installers' caches are folders of this one, for what the agent notes beside them is its own. */
    public Path uvCache() {
        return cache().resolve("uv");
    }

    /** Packages of conda and what it remembers of channels. */
    public Path pipCache() {
        return cache().resolve("pip");
    }

    public Path condaCache() {
        return cache().resolve("conda");
    }

    /** Archives of toolkits until they are proved; the agent's own. */
    public Path archives() {
        return cache().resolve("archives");
    }

    /** One copy of each file that sealed generations have in common, by its digest. */
    public Path shared() {
        return root.resolve("shared");
    }

    /** The link to the generation in use; for the agent, never handed out. */
    public Path current(EnvironmentName environment) {
        return environment(environment).resolve("current");
    }

    /** Which generation was in use when. */
    public Path activations(EnvironmentName environment) {
        return environment(environment).resolve("activations.json");
    }

    /** How the generation in use was found when it was verified last. */
    public Path rechecked(EnvironmentName environment) {
        return environment(environment).resolve("rechecked.json");
    }

    /** The GPUs that there should be. */
    public Path expectedGpus() {
        return root.resolve("expected-gpus.json");
    }

    /** Which generations were removed last. */
    public Path freed() {
        return root.resolve("freed.json");
    }

    /** The boots that the agent itself made. */
    public Path reboots() {
        return root.resolve("reboots.json");
    }

    /** For which windows the machine was there. */
    public Path attendance() {
        return root.resolve("attendance.json");
    }

    /** The launchers. */
    public Path bin() {
        return root.resolve("bin");
    }

    /** Folders that look like environments and hold launchers, one an environment. */
    public Path prefixes() {
        return root.resolve("prefixes");
    }

    public Path prefix(EnvironmentName environment) {
        return prefixes().resolve(environment.value());
    }

    /** Jupyter's kernels, below a folder for its {@code JUPYTER_PATH}. */
    public Path kernels() {
        return root.resolve("share/jupyter/kernels");
    }

    /** For {@code MODULEPATH}. */
    public Path modules() {
        return root.resolve("share/modulefiles");
    }
}
