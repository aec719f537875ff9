package io.lamplighter.agent.failure;

import java.util.regex.Pattern;

/** Keeps passwords out of reports: a site's proxy or mirror may have one in its address. */
final class Credentials {
    private static final Pattern USER_INFO = Pattern.compile("(?<=://)[^/\\s@]+@");

    private Credentials() {}

    static String removed(String text) {
        return USER_INFO.matcher(text).replaceAll("***@");
    }
}
