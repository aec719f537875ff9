package io.lamplighter.api.view;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long machines go on being served: the newest torch that each kind can run, and what ends it.
 *
 * @param machines how many are enrolled
 * @param catalogVersion the catalog that says so
 * @param outlooks by planning facts: those that run nothing first, then those that cannot run the newest release, and
 *     among these the largest group first
 * @param outlooksLeftOut how many groups there are beside them
 */
public record Sunset(int machines, String catalogVersion, List<Outlook> outlooks, int outlooksLeftOut) {
    public Sunset {
        outlooks = List.copyOf(outlooks);
    }

    /**
     * What machines alike have before them.
     *
     * @param newest the newest torch that runs, {@code torch 2.14.1 cu126}; absent where none does
     * @param newer a newer release that does not run, the next one or else the newest; absent where the newest may run
     * @param because the fact that decides against it
     * @param lastDriverBranch the last that serves every GPU of the machine; absent where no end is known
     * @param lastCuda the newest CUDA that this branch supports whole; builds may have ended before it
     * @param reasons why no torch runs; empty where one does
     * @param nearest what would work, where none runs
     */
    public record Outlook(
            Standing standing,
            Alike who,
            @Nullable String newest,
            @Nullable String newer,
            @Nullable String because,
            @Nullable Integer lastDriverBranch,
            @Nullable String lastCuda,
            List<String> reasons,
            @Nullable String nearest) {
        public Outlook {
            reasons = List.copyOf(reasons);
        }
    }

    /** How near the end is. */
    public enum Standing {
        /** No torch runs as the machine is now. */
        @JsonProperty("over")
        OVER,
        /** The newest release does not run any more. */
        @JsonProperty("behind")
        BEHIND,
        /** The newest release runs, and a driver branch is known to be the last for its GPUs. */
        @JsonProperty("ending")
        ENDING,
        /** No end is known. */
        @JsonProperty("current")
        CURRENT
    }
}
