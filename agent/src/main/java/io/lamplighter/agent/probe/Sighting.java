package io.lamplighter.agent.probe;

import io.lamplighter.agent.probe.Reachability.Look;
import io.lamplighter.agent.standalone.StandaloneBuild;
import io.lamplighter.api.plan.AvailableSource;
import io.lamplighter.api.plan.BuiltInSources;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A look at a source's addresses, one after the other, each by a page of a package that nearly every such tree or index
 * has: that of an index would be long.
 *
 * @param address the first that answered; absent where none did
 */
record Sighting(@Nullable String address, Look look) {
    static Sighting of(AvailableSource source, SourceLook look) throws InterruptedException {
        List<String> reasons = new ArrayList<>();
        for (String root : source.url() == null ? List.of(BuiltInSources.defaultIndex()) : source.addresses()) {
            switch (seen(source, root, look)) {
                case Look.Answered answered -> {
                    return new Sighting(root, answered);
                }
                case Look.Failed(String reason) -> reasons.add(reason);
            }
        }
        return new Sighting(null, new Look.Failed(String.join("; ", reasons)));
    }

    private static Look seen(AvailableSource source, String root, SourceLook look) throws InterruptedException {
        return switch (source.type()) {
            case PYPI -> index(source, root, look);
            case PYTORCH -> tree(source, root, look);
            case PYTHON -> look.at(root + "/" + StandaloneBuild.LIST);
            case CONDA -> look.atFile(root + "/noarch/repodata.json");
        };
    }

    /** A site's own index may hold its packages only: what counts then is that there is an index at all. */
    private static Look index(AvailableSource source, String root, SourceLook look) throws InterruptedException {
        Look seen = look.at(root + "/pip/");
        return seen instanceof Look.Failed && source.url() != null && look.at(root + "/") instanceof Look.Answered index
                ? index
                : seen;
    }

    /** A mirror of which nothing is said may carry only some builds: what counts then is one that it links to. */
    private static Look tree(AvailableSource source, String root, SourceLook look) throws InterruptedException {
        if (!source.builds().isEmpty()) {
            return look.at(torch(root, source.builds().getFirst().text()));
        }
        Look seen = look.at(torch(root, "cpu"));
        if (seen instanceof Look.Failed) {
            List<String> linked = TreeBuilds.read(root, look).orElse(List.of());
            return linked.isEmpty() ? seen : look.at(torch(root, linked.getFirst()));
        }
        return seen;
    }

    private static String torch(String root, String build) {
        return root + "/" + build + "/torch/";
    }
}
