package io.lamplighter.api.index;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the start tags of a page from its beginning to its end. It knows of HTML what links need: comments, quotes,
 * character references. A page that ends inside a tag or a link was cut off.
 */
final class HtmlScan {
    private static final int TEXT_LENGTH = 4096;
    private static final Set<String> NO_MARKUP = Set.of("script", "style");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9]*");
    private static final Pattern ATTRIBUTE =
            Pattern.compile("[\\s/]*([^\\s=>/\"']+)(?:\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)'|([^\\s>\"']+)))?");
    private static final Pattern TAG_END = Pattern.compile("[\\s/]*>");
    private static final Pattern LINK_END = Pattern.compile("</a\\s*>", Pattern.CASE_INSENSITIVE);
    private static final Pattern TAG = Pattern.compile("<[^>]*>");
    private static final Pattern REFERENCE = Pattern.compile("&(?:#(\\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(\\w+));");
    private static final Map<String, String> NAMED =
            Map.of("amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'", "nbsp", "\u00a0");

    private final String html;
    private final List<HtmlTag> tags = new ArrayList<>();
    private int position;

    private HtmlScan(String html) {
        this.html = html;
    }

    /** @throws IllegalArgumentException when the page breaks off */
    static List<HtmlTag> tags(String html) {
        HtmlScan scan = new HtmlScan(html);
        while (scan.toNextTag()) {
            scan.tag();
        }
        return List.copyOf(scan.tags);
    }

    private boolean toNextTag() {
        position = html.indexOf('<', position);
        return position >= 0;
    }

    private void tag() {
        if (html.startsWith("<!--", position)) {
            position = end(html.indexOf("-->", position + 4), 3);
            return;
        }
        Matcher name = at(NAME, position + 1);
        if (!name.lookingAt()) {
            position++;
            return;
        }
        position = name.end();
        Map<String, String> attributes = attributes();
        String tag = name.group().toLowerCase(Locale.ROOT);
        if (NO_MARKUP.contains(tag)) {
            position = end(html.indexOf("</" + tag, position), 2);
        }
        tags.add(new HtmlTag(tag, attributes, tag.equals("a") ? linkText() : ""));
    }

    private Map<String, String> attributes() {
        Map<String, String> attributes = new HashMap<>();
        while (true) {
            Matcher end = at(TAG_END, position);
            if (end.lookingAt()) {
                position = end.end();
                return attributes;
            }
            Matcher attribute = at(ATTRIBUTE, position);
            if (attribute.lookingAt()) {
                attributes.putIfAbsent(attribute.group(1).toLowerCase(Locale.ROOT), value(attribute));
                position = attribute.end();
            } else {
                passStray();
            }
        }
    }

    private void passStray() {
        while (position < html.length() && Character.isWhitespace(html.charAt(position))) {
            position++;
        }
        if (++position >= html.length()) {
            throw brokenOff();
        }
    }

    private static String value(Matcher attribute) {
        for (int group = 2; group <= attribute.groupCount(); group++) {
            if (attribute.group(group) != null) {
                return decoded(attribute.group(group));
            }
        }
        return "";
    }

    private String linkText() {
        int limit = Math.min(html.length(), position + TEXT_LENGTH);
        Matcher end = LINK_END.matcher(html).region(position, limit);
        if (!end.find()) {
            if (limit == html.length()) {
                throw brokenOff();
            }
            return "";
        }
        String text = html.substring(position, end.start());
        return decoded(TAG.matcher(text).replaceAll("")).strip();
    }

    private Matcher at(Pattern pattern, int start) {
        return pattern.matcher(html).region(start, html.length());
    }

    private int end(int start, int length) {
        if (start < 0) {
            throw brokenOff();
        }
        return start + length;
    }

    private static String decoded(String text) {
        return text.indexOf('&') < 0
                ? text
                : REFERENCE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(character(found)));
    }

    private static String character(MatchResult reference) {
        String decimal = reference.group(1);
        String hexadecimal = reference.group(2);
        if (decimal == null && hexadecimal == null) {
            return NAMED.getOrDefault(reference.group(3), reference.group());
        }
        int point = decimal != null ? Integer.parseInt(decimal) : Integer.parseInt(hexadecimal, 16);
        return Character.isValidCodePoint(point) ? Character.toString(point) : reference.group();
    }

    private static IllegalArgumentException brokenOff() {
        return new IllegalArgumentException("it breaks off within a tag or a link");
    }
}
