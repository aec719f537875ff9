package io.lamplighter.cli.init;

import io.lamplighter.api.manifest.Environment;
import io.lamplighter.api.manifest.IndexUrl;
import io.lamplighter.api.manifest.Manifest;
import io.lamplighter.api.manifest.ManifestException;
import io.lamplighter.api.manifest.ManifestReader;
import io.lamplighter.api.manifest.Source;

/** Manifests as text with remarks for who reads them first; read back at once, so that they work. */
final class Draft {
    private Draft() {}

    /**
     * PyTorch and what goes with it.
     *
     * @param series of Python, {@code 3.13}
     */
    static String environment(String series) {
        return """
                # A Python environment. Every machine that a group gives it to gets the build that works there.
                apiVersion: lamplighter.io/v1
                kind: Environment
                metadata: {name: torch}
                spec:
                  python: "%s"        # a series that this machine has
                  compute: auto        # each machine's newest working build; cpu, cuda or "cuda==12.6" ask for one
                  stages:              # solved together, installed and checked one after the other
                  - {name: framework, packages: [torch, torchvision]}
                  - {name: science, packages: [numpy, matplotlib]}
                """.formatted(series);
    }

    static String group() {
        return """
                # Which machines get which environments.
                apiVersion: lamplighter.io/v1
                kind: Group
                metadata: {name: everyone}
                spec:
                  selector: {}         # every machine; {room: b12} selects those that enrolled with that label
                  environments: [torch]
                """;
    }

    /** A site's mirror in place of the public index. */
    static String source(IndexUrl mirror) {
        return """
                # Stands where `pypi` is named: packages come from this site's mirror.
                apiVersion: lamplighter.io/v1
                kind: Source
                metadata: {name: site-pypi}
                spec:
                  type: pypi
                  url: %s
                  replaces: pypi
                """.formatted(mirror);
    }

    static Environment readEnvironment(String yaml) {
        return (Environment) read("environment.yaml", yaml);
    }

    static Source readSource(String yaml) {
        return (Source) read("source.yaml", yaml);
    }

    static Manifest read(String file, String yaml) {
        try {
            return ManifestReader.read(file, yaml).getFirst();
        } catch (ManifestException e) {
            throw new IllegalStateException("lamp drafts a manifest that is wrong: " + e.getMessage(), e);
        }
    }
}
