package io.lamplighter.agent.probe;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What {@code nvidia-smi -q -x} prints, by the paths of its elements: they move between versions of its document type,
 * which is named in the head and never fetched.
 *
 * @param general of the driver
 * @param gpus of each GPU, in their order
 */
record SmiDocument(Values general, List<Values> gpus) {
    private static final String ROOT = "nvidia_smi_log";
    private static final String GPU = "gpu";

    SmiDocument {
        gpus = List.copyOf(gpus);
    }

    /** @throws ProbeException when it is none */
    static SmiDocument parse(String text) throws ProbeException {
        Values general = new Values(new HashMap<>());
        List<Values> gpus = new ArrayList<>();
        Deque<String> path = new ArrayDeque<>();
        StringBuilder content = new StringBuilder();
        try {
            XMLStreamReader reader = factory().createXMLStreamReader(new StringReader(text));
            while (reader.hasNext()) {
                switch (reader.next()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        path.addLast(reader.getLocalName());
                        content.setLength(0);
                        if (path.size() == 2 && path.getLast().equals(GPU)) {
                            gpus.add(new Values(new HashMap<>()));
                        }
                    }
                    case XMLStreamConstants.CHARACTERS -> content.append(reader.getText());
                    case XMLStreamConstants.END_ELEMENT -> {
                        boolean ofGpu = path.size() > 2
                                && path.stream()
                                        .skip(1)
                                        .findFirst()
                                        .filter(GPU::equals)
                                        .isPresent();
                        String name = String.join(
                                "/", path.stream().skip(ofGpu ? 2 : 1).toList());
                        (ofGpu ? gpus.getLast() : general)
                                .add(name, content.toString().strip());
                        content.setLength(0);
                        if (path.size() == 1 && !path.getLast().equals(ROOT)) {
                            throw new ProbeException(
                                    "nvidia-smi -q -x answers with a document named " + path.getLast());
                        }
                        path.removeLast();
                    }
                    default -> {} // the head, comments and white space
                }
            }
        } catch (XMLStreamException e) {
            throw new ProbeException("nvidia-smi -q -x answers with no XML", e);
        }
        return new SmiDocument(general, gpus);
    }

    /** Nothing outside of the text is read, and nothing in it is expanded. */
    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    /**
     * Contents of elements by their paths, {@code pci/replay_counter}; of one that comes again, one after the other.
     */
    record Values(Map<String, List<String>> all) {
        private void add(String path, String text) {
            if (!text.isEmpty()) {
                all.computeIfAbsent(path, _ -> new ArrayList<>()).add(text);
            }
        }

        /** The first of these names that it has. */
        Optional<String> first(String... paths) {
            return Stream.of(paths).flatMap(path -> all(path).stream()).findFirst();
        }

        List<String> all(String path) {
            return all.getOrDefault(path, List.of());
        }
    }
}
