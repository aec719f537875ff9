package io.lamplighter.api.index;

import java.util.Map;

/**
 * A start tag.
 *
 * @param name in lower case
 * @param attributes by their names in lower case; one without a value has the empty one
 * @param text of a link, up to its end; of other tags nothing
 */
record HtmlTag(String name, Map<String, String> attributes, String text) {
    HtmlTag {
        attributes = Map.copyOf(attributes);
    }
}
