package io.lamplighter.cli.versions;

/** Answers lines, and remembers whether each could be. */
final class Answers {
    static final String INVALID = "invalid";

    private final VersionScheme scheme;
    private final boolean match;
    private boolean all = true;

    /** @param match whether lines are "SPEC VERSION", not "A B" */
    Answers(VersionScheme scheme, boolean match) {
        this.scheme = scheme;
        this.match = match;
    }

    /** A spec may hold blanks and a version none: so the last one parts them. */
    String to(String line) {
        String asked = line.strip();
        int blank = Math.max(asked.lastIndexOf(' '), asked.lastIndexOf('\t'));
        if (blank < 0) {
            return invalid();
        }
        try {
            return answer(asked.substring(0, blank).strip(), asked.substring(blank + 1));
        } catch (IllegalArgumentException _) {
            return invalid();
        }
    }

    /** Whether there was an answer to each line so far. */
    boolean all() {
        return all;
    }

    private String answer(String left, String right) {
        return match
                ? String.valueOf(scheme.matches(left, right))
                : String.valueOf(Integer.signum(scheme.compare(left, right)));
    }

    private String invalid() {
        all = false;
        return INVALID;
    }
}
