package io.lamplighter.api.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lamplighter.api.name.SourceName;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One choice of what must be chosen together.
 *
 * @param name for people: {@code torch 2.10.0 cu126}
 * @param pins requirements added to the solve: {@code torch==2.10.0+cu126}
 * @param placements where single packages come from; each from one place only, so that a name in another index can't
 *     take its place
 */
public record Candidate(String name, List<String> pins, Map<String, Placement> placements) {
    public Candidate {
        pins = List.copyOf(pins);
        placements = Map.copyOf(placements);
    }

    /**
     * An index.
     *
     * @param build the branch of a PyTorch-style tree, {@code cu126}; absent for a source that is one index
     * @param page the page of a tree that lists the files of old releases, {@code torch_stable.html}; absent for an
     *     index
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Placement(
            SourceName source,
            @Nullable String build,
            @Nullable String page) {
        /** Of an index. */
        public Placement(SourceName source, @Nullable String build) {
            this(source, build, null);
        }

        /** Its address below the one of the source. */
        public String under(String root) {
            String part = page == null ? build : page;
            return part == null ? root : root + "/" + part;
        }

        /**
         * The address of the page that lists a package's files.
         *
         * @param root address of the source
         * @param packageName as PEP 503 has it
         */
        public String listing(String root, String packageName) {
            return page == null ? under(root) + "/" + packageName + "/" : under(root);
        }
    }
}
