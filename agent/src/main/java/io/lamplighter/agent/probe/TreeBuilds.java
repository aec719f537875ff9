package io.lamplighter.agent.probe;

import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.plan.BuiltInSources;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The builds that a PyTorch-style tree carries, by the links of its first page. */
final class TreeBuilds {
    private static final Pattern LINK = Pattern.compile("href\\s*=\\s*[\"']?([^\"'#?\\s>]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern BRANCH = Pattern.compile("(cpu|cu\\d{2,3})/?");

    private static final List<String> PUBLIC = BuiltInSources.find(Source.PYTORCH).stream()
            .flatMap(tree -> tree.addresses().stream())
            .toList();

    private TreeBuilds() {}

    /**
     * Asks for the first page; not for that of the public tree, whose builds the catalog knows.
     *
     * @return empty where the page cannot be had
     */
    static Optional<List<String>> read(String root, SourceLook look) throws InterruptedException {
        return PUBLIC.contains(root)
                ? Optional.of(List.of())
                : look.text(root + "/").map(page -> parse(root, page));
    }

    /**
     * Reads a listing of a web server or an index's page; anything else than a link to a branch right below says
     * nothing.
     *
     * @param root of the tree, without a slash at its end
     * @return in the order of their names; empty where the page lists none
     */
    static List<String> parse(String root, String page) {
        return LINK.matcher(page)
                .results()
                .map(link -> below(root + "/", link.group(1)))
                .map(BRANCH::matcher)
                .filter(branch -> branch.matches())
                .map(branch -> branch.group(1))
                .distinct()
                .sorted()
                .toList();
    }

    private static String below(String folder, String link) {
        try {
            String address = URI.create(folder).resolve(link).toString();
            return address.startsWith(folder) ? address.substring(folder.length()) : "";
        } catch (IllegalArgumentException _) {
            return "";
        }
    }
}
