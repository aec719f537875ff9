package io.lamplighter.agent.failure;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Keeps secrets out of reports and logs: those in addresses, in settings and options that say what they are, and tokens
 * that are known by their form.
 */
final class Credentials {
    private static final String HIDDEN = "***";

    /** Each pattern's first group, if it has one, is kept. */
    private static final List<Pattern> SECRETS = List.of(
            Pattern.compile("(://)[^/\\s\"'<>]*@"),
            Pattern.compile("(://)[^/\\s:@\"'<>]{1,100}:(?!\\d{1,5}/)[^\\s@\"'<>]{1,400}@(?=[\\w\\[])"),
            Pattern.compile("(/t/)[\\w-]{8,}(?=/)"), // a channel's token
            Pattern.compile(
                    "(?i)(authorization[\"']?\\s{0,3}[:=]\\s{0,3}[\"']?(?:(?:basic|bearer|token)\\s{1,3})?)\\S+"),
            Pattern.compile("(?i)\\b((?:basic|bearer)\\s{1,3})[\\w.~+/=-]{12,}"),
            Pattern.compile("(?i)((?:passwor[dt]|passwd|passphrase|secret|token|api[_-]?key|access[_-]?key"
                    + "|private[_-]?key|signature|sig)[\"']?\\s{0,3}[=:]\\s{0,3}[\"']?)[^\\s\"'&,;]{3,}"),
            Pattern.compile("(?i)(--(?:password|passwd|token|api-key|secret)\\s{1,3})[^\\s-]\\S*"),
            Pattern.compile("gh[pousr]_[A-Za-z0-9]{20,}|github_pat_\\w{20,}|glpat-[\\w-]{20,}|hf_[A-Za-z0-9]{20,}"
                    + "|pypi-[\\w-]{30,}|xox[abprs]-[\\w-]{10,}|AKIA[0-9A-Z]{16}"
                    + "|eyJ[\\w-]{10,}\\.[\\w-]{10,}\\.[\\w-]*"));

    private Credentials() {}

    /** The same line without them. */
    static String removed(String line) {
        String clean = line;
        for (Pattern secret : SECRETS) {
            clean = secret.matcher(clean)
                    .replaceAll(found -> (found.groupCount() > 0 ? found.group(1) : "")
                            + HIDDEN
                            + (found.group().endsWith("@") ? "@" : ""));
        }
        return clean;
    }
}
