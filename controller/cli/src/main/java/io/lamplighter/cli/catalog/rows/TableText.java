package io.lamplighter.cli.catalog.rows;

import io.lamplighter.cli.exit.LampException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A file of a catalog, into which lines are put where they belong. It is not written anew: what people wrote beside its
 * rows stays, and a diff shows what was added and nothing else.
 */
final class TableText {
    private final String file;
    private final List<String> lines;

    TableText(String file, String text) {
        this.file = file;
        this.lines = new ArrayList<>(text.lines().toList());
    }

    String text() {
        return String.join("\n", lines) + "\n";
    }

    /** What stands in its mapping under a key; empty when nothing does. */
    Optional<Node> find(String key) {
        Node root = new Compose(LoadSettings.builder().setLabel(file).build())
                .composeString(text())
                .orElseThrow(() -> LampException.badInput(file + " is empty", "name a catalog that is whole"));
        return root instanceof MappingNode mapping ? find(mapping, key) : Optional.empty();
    }

    static Optional<Node> find(MappingNode mapping, String key) {
        return mapping.getValue().stream()
                .filter(pair -> pair.getKeyNode() instanceof ScalarNode name
                        && name.getValue().equals(key))
                .map(pair -> pair.getValueNode())
                .findFirst();
    }

    /** The rows of a list. */
    Stream<MappingNode> rows(String key) {
        return list(key).getValue().stream()
                .filter(MappingNode.class::isInstance)
                .map(MappingNode.class::cast);
    }

    static String value(MappingNode row, String key) {
        return find(row, key)
                .map(value -> value instanceof ScalarNode scalar ? scalar.getValue() : "")
                .orElse("");
    }

    /** Gives a short name of a source its meaning, unless it has it. */
    void addSource(String name, String sentence) {
        if (!(find("sources").orElseThrow(() -> shapeless("sources")) instanceof MappingNode sources)
                || sources.getFlowStyle() != FlowStyle.BLOCK) {
            throw shapeless("sources");
        }
        Optional<Node> there = find(sources, name);
        if (there.isEmpty()) {
            Mark start = start(sources);
            lines.add(start.getLine(), " ".repeat(start.getColumn()) + name + ": " + RowText.quoted(sentence));
        } else if (!(there.get() instanceof ScalarNode meaning
                && meaning.getValue().equals(sentence))) {
            throw LampException.badInput(file + " has another source that is called " + name, "rename one of the two");
        }
    }

    /** Puts a row of some lines before the first that is as wanted, or else behind all. */
    void addBefore(Predicate<MappingNode> wanted, String key, List<String> row) {
        SequenceNode list = list(key);
        int line = rows(key)
                .filter(wanted)
                .findFirst()
                .map(found -> start(found).getLine())
                .orElseGet(() -> end(list));
        add(line, start(list).getColumn(), row);
    }

    void addFirst(String key, List<String> row) {
        addBefore(_ -> true, key, row);
    }

    /** Puts a row into a list of a row. */
    void addInto(MappingNode row, String key, List<String> item) {
        Node inner = find(row, key).orElseThrow(() -> shapeless(key));
        Mark start = start(inner);
        if (inner instanceof SequenceNode list && list.getFlowStyle() == FlowStyle.BLOCK) {
            add(start.getLine(), start.getColumn(), item);
        } else if (inner instanceof SequenceNode list && list.getValue().isEmpty()) {
            String line = lines.get(start.getLine());
            lines.set(start.getLine(), line.substring(0, start.getColumn()).stripTrailing());
            add(start.getLine() + 1, start(row).getColumn(), item);
        } else {
            throw shapeless(key);
        }
    }

    /** Gives a row a list that it has not, behind another. */
    void addListBehind(MappingNode row, String before, String key, List<String> item) {
        Node list = find(row, before).orElseThrow(() -> shapeless(before));
        int column = start(row).getColumn();
        int line = list instanceof SequenceNode sequence && sequence.getFlowStyle() == FlowStyle.BLOCK
                ? end(sequence)
                : start(list).getLine() + 1;
        lines.add(line, " ".repeat(column) + key + ":");
        add(line + 1, column, item);
    }

    private void add(int line, int column, List<String> row) {
        List<String> indented = new ArrayList<>();
        row.forEach(each -> indented.add(" ".repeat(column) + (indented.isEmpty() ? "- " : "  ") + each));
        lines.addAll(line, indented);
    }

    private SequenceNode list(String key) {
        if (find(key).orElse(null) instanceof SequenceNode list && list.getFlowStyle() == FlowStyle.BLOCK) {
            return list;
        }
        throw shapeless(key);
    }

    /** The line behind the last of a list's, where no comment stands between. */
    private static int end(SequenceNode list) {
        Node last = list.getValue().getLast();
        return last instanceof MappingNode row && row.getFlowStyle() == FlowStyle.BLOCK
                ? row.getValue().stream()
                        .map(pair -> pair.getValueNode())
                        .mapToInt(
                                value -> value instanceof SequenceNode inner && inner.getFlowStyle() == FlowStyle.BLOCK
                                        ? end(inner)
                                        : endOf(value))
                        .max()
                        .orElseThrow()
                : endOf(last);
    }

    private static int endOf(Node node) {
        return node.getEndMark().orElseThrow().getLine() + 1;
    }

    private static Mark start(Node node) {
        return node.getStartMark().orElseThrow();
    }

    private LampException shapeless(String key) {
        return LampException.badInput(
                file + " has no " + key + " written one a line", "write them as the catalog that lamp brings has them");
    }
}
