package io.lamplighter.planner;

import io.lamplighter.planner.catalog.PythonSeries;
import io.lamplighter.planner.catalog.TorchBuild;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Rules whose finding rests on the spec and the build alone: judged once for all machines of a platform. */
final class SharedRules {
    private final List<Rule> first;
    private final List<Rule> last;
    private final CompanionRule companions;
    private final List<List<PythonSeries>> pythons;
    private final Map<Pinned, List<String>> pinned = new ConcurrentHashMap<>();

    private record Pinned(int build, PythonSeries python) {}

    private SharedRules(List<Rule> first, List<Rule> last, CompanionRule companions, List<TorchBuild> builds) {
        this.first = first;
        this.last = last;
        this.companions = companions;
        this.pythons = builds.stream().map(companions::pythons).toList();
    }

    static SharedRules of(Asked asked, String platform, TorchRequest request) {
        List<TorchBuild> builds = asked.catalog().builds(platform);
        CompanionRule companions =
                new CompanionRule(request.companions(), asked.catalog().companions(), platform, asked.denied());
        return new SharedRules(
                List.of(
                        new RememberedRule(new RequirementRule(request), builds.size()),
                        new RememberedRule(new DeniedRule(asked.denied()), builds.size()),
                        new RememberedRule(new SettledRule(asked.settled()), builds.size())),
                List.of(new RememberedRule(companions, builds.size())),
                companions,
                builds);
    }

    /** What companions are pinned to beside a build, for a Python; worked out once. */
    List<String> pins(Offer offer, PythonSeries python, Supplier<List<String>> pins) {
        return pinned.computeIfAbsent(new Pinned(offer.build().index(), python), _ -> pins.get());
    }

    /** Those that come before the machine is looked at. */
    List<Rule> first() {
        return first;
    }

    /** Those that come behind. */
    List<Rule> last() {
        return last;
    }

    /** That there are files for, of torch and of what is asked for beside it; newest first. */
    List<PythonSeries> pythons(TorchBuild build) {
        return pythons.get(build.index());
    }

    CompanionRule companions() {
        return companions;
    }
}
