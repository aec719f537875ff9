package io.lamplighter.api.manifest;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * YAML 1.2 as trees with positions, from the parser's events: a key that stands twice is found, and neither depth nor
 * repeated aliases can exhaust the reader.
 */
final class YamlTree {
    private static final LoadSettings SETTINGS =
            LoadSettings.builder().setSchema(new CoreSchema()).build();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int DEEPEST = 64;
    private static final int MOST_VALUES = 200_000;

    private final Iterator<Event> events;
    private final Problems problems;
    private final Map<Anchor, JsonNode> anchors = new HashMap<>();
    private Positions positions = new Positions();
    private int values;

    private YamlTree(String yaml, Problems problems) {
        this.events = new Parse(SETTINGS).parseString(yaml).iterator();
        this.problems = problems;
    }

    /** The documents that are not empty; those before a place that cannot be read, which becomes a problem. */
    static List<YamlDocument> read(String yaml, Problems problems) {
        List<YamlDocument> documents = new ArrayList<>();
        try {
            YamlTree tree = new YamlTree(yaml, problems);
            while (tree.events.hasNext()) {
                if (tree.events.next() instanceof DocumentStartEvent) {
                    YamlDocument document = tree.document();
                    if (!document.root().isNull()) {
                        documents.add(document);
                    }
                }
            }
        } catch (Unreadable e) {
            problems.add(e.place, JsonPointer.empty(), e.reason);
        } catch (MarkedYamlEngineException e) {
            Place place = e.getProblemMark().map(Place::of).orElse(Place.START);
            problems.add(place, JsonPointer.empty(), "this is not YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            problems.add(Place.START, JsonPointer.empty(), "this is not YAML: " + e.getMessage());
        }
        return documents;
    }

    private YamlDocument document() {
        positions = new Positions();
        anchors.clear();
        JsonNode root = value(events.next(), JsonPointer.empty(), 0);
        return new YamlDocument(root, positions);
    }

    private JsonNode value(Event event, JsonPointer pointer, int depth) {
        Place place = place(event);
        positions.value(pointer, place);
        count(1, place);
        if (depth == DEEPEST) {
            throw new Unreadable(place, "values are nested deeper than " + DEEPEST);
        }
        JsonNode node = switch (event) {
            case ScalarEvent scalar -> scalar(scalar, pointer);
            case MappingStartEvent mapping -> mapping(mapping, pointer, depth);
            case SequenceStartEvent sequence -> sequence(sequence, pointer, depth);
            case AliasEvent alias -> copy(alias, place);
            default -> throw new IllegalStateException("no value begins with " + event.getEventId());
        };
        if (!(event instanceof AliasEvent)) {
            ((NodeEvent) event).getAnchor().ifPresent(anchor -> anchors.put(anchor, node));
        }
        return node;
    }

    private JsonNode scalar(ScalarEvent scalar, JsonPointer pointer) {
        JsonNode node = YamlScalars.value(scalar.getValue(), tag(scalar));
        if (!node.isTextual()) {
            positions.spelling(pointer, scalar.getValue());
        }
        if (scalar.getValue().chars().anyMatch(YamlTree::isControl)) {
            problems.add(place(scalar), pointer, "a text holds no control character but line breaks and tabs");
        }
        return node;
    }

    private static boolean isControl(int character) {
        return Character.isISOControl(character) && character != '\n' && character != '\t';
    }

    private static Tag tag(ScalarEvent scalar) {
        return scalar.getTag()
                .filter(tag -> !tag.equals("!"))
                .map(tag -> known(new Tag(tag), place(scalar)))
                .orElseGet(() -> scalar.isPlain() && scalar.getTag().isEmpty()
                        ? SETTINGS.getSchema().getScalarResolver().resolve(scalar.getValue(), true)
                        : Tag.STR);
    }

    private static Tag known(Tag tag, Place place) {
        if (!YamlScalars.TAGS.contains(tag)) {
            throw new Unreadable(place, "the tag " + tag.getValue() + " is not known here; write the value without it");
        }
        return tag;
    }

    private ObjectNode mapping(MappingStartEvent start, JsonPointer pointer, int depth) {
        refuseTag(start, Tag.MAP);
        ObjectNode mapping = NODES.objectNode();
        for (Event event = events.next(); event.getEventId() != Event.ID.MappingEnd; event = events.next()) {
            Place place = place(event);
            if (!(event instanceof ScalarEvent key)) {
                throw new Unreadable(place, "the name of a field is plain text");
            }
            String name = key.getValue();
            JsonPointer child = pointer.appendProperty(name);
            boolean again = mapping.has(name);
            if (again) {
                int first = positions.ofField(child).line();
                problems.add(place, child, "field \"" + name + "\" stands twice, first in line " + first);
            } else {
                positions.field(child, place);
            }
            if (again) {
                readAside(child, depth + 1);
            } else {
                mapping.set(name, value(events.next(), child, depth + 1));
            }
        }
        return mapping;
    }

    /** Reads the value of a repeated field, which must not change where the first one's parts are said to stand. */
    private void readAside(JsonPointer pointer, int depth) {
        Positions kept = positions;
        positions = new Positions();
        value(events.next(), pointer, depth);
        positions = kept;
    }

    private ArrayNode sequence(SequenceStartEvent start, JsonPointer pointer, int depth) {
        refuseTag(start, Tag.SEQ);
        ArrayNode sequence = NODES.arrayNode();
        for (Event event = events.next(); event.getEventId() != Event.ID.SequenceEnd; event = events.next()) {
            sequence.add(value(event, pointer.appendIndex(sequence.size()), depth + 1));
        }
        return sequence;
    }

    private static void refuseTag(CollectionStartEvent start, Tag own) {
        start.getTag()
                .filter(tag -> !tag.equals("!") && !tag.equals(own.getValue()))
                .ifPresent(tag -> {
                    throw new Unreadable(
                            place(start), "the tag " + tag + " is not known here; write the value without it");
                });
    }

    private JsonNode copy(AliasEvent alias, Place place) {
        JsonNode node = anchors.get(alias.getAlias());
        if (node == null) {
            throw new Unreadable(place, "no anchor &" + alias.getAlias() + " ends before this place");
        }
        count(size(node), place);
        return node.deepCopy();
    }

    /** An alias counts as what it stands for: nine of them, nine deep, would be a thousand million values. */
    private void count(int more, Place place) {
        values += more;
        if (values > MOST_VALUES) {
            throw new Unreadable(place, "there are more than " + MOST_VALUES + " values");
        }
    }

    private static int size(JsonNode node) {
        int size = 1;
        for (JsonNode child : node) {
            size += size(child);
        }
        return size;
    }

    private static Place place(Event event) {
        return event.getStartMark().map(Place::of).orElse(Place.START);
    }

    /** Ends the reading of a file; what was read before stays. */
    private static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final transient Place place;
        private final String reason;

        Unreadable(Place place, String reason) {
            super(reason);
            this.place = place;
            this.reason = reason;
        }
    }
}
