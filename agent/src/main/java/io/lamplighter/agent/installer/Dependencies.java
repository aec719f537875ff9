package io.lamplighter.agent.installer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which package of a solve wants which others.
 *
 * @param wanted by each package
 */
record Dependencies(Map<String, Set<String>> wanted) {
    private static final Pattern LINE = Pattern.compile("([a-z0-9][a-z0-9.-]*)==\\S+\\s+(?:;[^#]*)?# via (.+)");

    Dependencies {
        wanted = Map.copyOf(wanted);
    }

    /** Reads what {@code uv pip compile --annotation-style line} prints: a package, and who wants it. */
    static Dependencies parse(String output) {
        Map<String, Set<String>> wanted = new HashMap<>();
        output.lines().map(LINE::matcher).filter(Matcher::matches).forEach(line -> {
            for (String by : line.group(2).split(", ", -1)) {
                wanted.computeIfAbsent(by.strip(), _ -> new HashSet<>()).add(line.group(1));
            }
        });
        return new Dependencies(wanted);
    }

    /** These packages and all that they want, directly or not. */
    Set<String> closure(Collection<String> roots) {
        Set<String> reached = new HashSet<>(roots);
        Deque<String> open = new ArrayDeque<>(roots);
        while (!open.isEmpty()) {
            wanted.getOrDefault(open.pop(), Set.of()).stream()
                    .filter(reached::add)
                    .forEach(open::push);
        }
        return reached;
    }

    /**
     * Divides packages: a stage gets its roots and what they want, less what earlier stages have; the last gets the
     * rest.
     *
     * @param roots of each stage
     */
    List<Set<String>> divide(Set<String> packages, List<Set<String>> roots) {
        Set<String> left = new HashSet<>(packages);
        List<Set<String>> stages = new ArrayList<>();
        for (Set<String> rootsOfStage : roots.subList(0, roots.size() - 1)) {
            Set<String> stage = new HashSet<>(closure(rootsOfStage));
            stage.retainAll(left);
            left.removeAll(stage);
            stages.add(Set.copyOf(stage));
        }
        stages.add(Set.copyOf(left));
        return List.copyOf(stages);
    }
}
