package io.lamplighter.planner;

import io.lamplighter.planner.catalog.PythonSeries;
import io.lamplighter.planner.catalog.TorchBuild;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Rules whose finding rests on the spec and the build alone: judged once for all machines of a platform. */
final class SharedRules {
    private final List<Remembered> rules;
    private final CompanionRule companions;
    private final List<List<PythonSeries>> pythons;
    private final Map<Pinned, List<String>> pinned = new ConcurrentHashMap<>();

    private record Pinned(int build, PythonSeries python) {}

    private SharedRules(List<Remembered> rules, CompanionRule companions, List<TorchBuild> builds) {
        this.rules = rules;
        this.companions = companions;
        this.pythons = builds.stream().map(companions::pythons).toList();
    }

    static SharedRules of(Asked asked, String platform, TorchRequest request) {
        List<TorchBuild> builds = asked.catalog().builds(platform);
        CompanionRule companions =
                new CompanionRule(request.companions(), asked.catalog().companions(), platform);
        return new SharedRules(
                List.of(
                        new Remembered(new RequirementRule(request), builds.size()),
                        new Remembered(new SettledRule(asked.settled()), builds.size()),
                        new Remembered(companions, builds.size())),
                companions,
                builds);
    }

    /** What companions are pinned to beside a build, for a Python; worked out once. */
    List<String> pins(Offer offer, PythonSeries python, Supplier<List<String>> pins) {
        return pinned.computeIfAbsent(new Pinned(offer.build().index(), python), _ -> pins.get());
    }

    /** Those that come before the machine is looked at. */
    List<Rule> first() {
        return List.copyOf(rules.subList(0, 2));
    }

    /** Those that come behind. */
    List<Rule> last() {
        return List.copyOf(rules.subList(2, rules.size()));
    }

    /** That there are files for, of torch and of what is asked for beside it; newest first. */
    List<PythonSeries> pythons(TorchBuild build) {
        return pythons.get(build.index());
    }

    CompanionRule companions() {
        return companions;
    }

    /** A rule that remembers its finding of every build; racing threads find the same. */
    private static final class Remembered implements Rule {
        private final Rule rule;
        private final Finding[] findings;

        Remembered(Rule rule, int builds) {
            this.rule = rule;
            this.findings = new Finding[builds];
        }

        @Override
        public String id() {
            return rule.id();
        }

        @Override
        public Finding judge(Offer offer) {
            Finding known = findings[offer.build().index()];
            if (known == null) {
                known = rule.judge(offer);
                findings[offer.build().index()] = known;
            }
            return known;
        }
    }
}
