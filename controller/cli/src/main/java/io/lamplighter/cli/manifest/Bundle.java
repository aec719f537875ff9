package io.lamplighter.cli.manifest;

import io.lamplighter.api.manifest.ManifestProblem;
import java.util.List;
import java.util.Map.Entry;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Several files as one text of several documents, because the controller takes all of them or none. A place in that
 * text is found again in its file.
 *
 * @param text what is sent
 * @param starts the line of the text before the first one of each file
 */
record Bundle(String text, NavigableMap<Integer, String> starts) {
    private static final String SEPARATOR = "---\n";
    private static final String BYTE_ORDER_MARK = "\ufeff";

    static Bundle of(List<ManifestFile> files) {
        StringBuilder text = new StringBuilder();
        NavigableMap<Integer, String> starts = new TreeMap<>();
        for (ManifestFile file : files) {
            if (file.manifests().isEmpty()) {
                continue;
            }
            String content = file.text().replace(BYTE_ORDER_MARK, "");
            if (!text.isEmpty() && !beginsWithSeparator(content)) {
                text.append(SEPARATOR);
            }
            starts.put((int) text.chars().filter(character -> character == '\n').count(), file.name());
            text.append(content).append(content.endsWith("\n") ? "" : "\n");
        }
        return new Bundle(text.toString(), starts);
    }

    /** The same problem with the place in its file. */
    ManifestProblem inFile(ManifestProblem problem) {
        Entry<Integer, String> file = starts.lowerEntry(problem.line());
        return file == null
                ? problem
                : new ManifestProblem(
                        file.getValue(),
                        problem.line() - file.getKey(),
                        problem.column(),
                        problem.path(),
                        problem.message());
    }

    private static boolean beginsWithSeparator(String content) {
        return content.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .findFirst()
                .filter(line -> line.startsWith("---"))
                .isPresent();
    }
}
