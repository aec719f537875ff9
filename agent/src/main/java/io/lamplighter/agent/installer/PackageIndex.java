package io.lamplighter.agent.installer;

import java.util.List;

/** A place that packages come from. */
public sealed interface PackageIndex {
    String url();

    /** What makes it the only place on a command line of uv. */
    List<String> options();

    /** A page for each project, by PEP 503 or 691. */
    record Simple(String url) implements PackageIndex {
        @Override
        public List<String> options() {
            return List.of("--default-index", url);
        }
    }

    /** One page with links to the files of many projects, as a rule without their digests. */
    record Flat(String url) implements PackageIndex {
        @Override
        public List<String> options() {
            return List.of("--no-index", "--find-links", url);
        }
    }
}
