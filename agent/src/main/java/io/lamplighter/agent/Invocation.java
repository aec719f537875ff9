package io.lamplighter.agent;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What the command line asks for. */
sealed interface Invocation {
    String USAGE = """
            Usage: lamplighter-agent [COMMAND]

            Without a command the agent runs until it is stopped.

              doctor [-o json]   what this machine has, and the newest PyTorch that runs on it
              facts              what the agent tells a controller of this machine, as JSON
              policy             what may be done on this machine, whatever a controller says
              enrol --controller URL --join-token-file FILE --allow-host HOST... [--allow-interpreters FOLDER]...
                                 names the controller and what may be done in /etc/lamplighter; as root, once
              --help             this text
              --version          the agent's version
            """;

    record Run() implements Invocation {}

    record Doctor(boolean json) implements Invocation {}

    record Facts() implements Invocation {}

    record Policy() implements Invocation {}

    record Enrol(Enrolment enrolment) implements Invocation {}

    record Help() implements Invocation {}

    record Version() implements Invocation {}

    /** Nothing that there is; the message names the nearest right thing. */
    record Wrong(String message) implements Invocation {}

    static Invocation parse(String... arguments) {
        List<String> words = List.of(arguments);
        return switch (words.isEmpty() ? "" : words.getFirst()) {
            case "" -> new Run();
            case "doctor" -> doctor(words.subList(1, words.size()));
            case "facts" -> alone(words, new Facts());
            case "policy" -> alone(words, new Policy());
            case "enrol" -> enrol(words.subList(1, words.size()));
            case "--help", "-h", "help" -> alone(words, new Help());
            case "--version", "-V", "version" -> alone(words, new Version());
            default ->
                new Wrong("lamplighter-agent knows no \"" + words.getFirst() + "\"; did you mean "
                        + nearest(words.getFirst()) + "? --help lists all.");
        };
    }

    private static Invocation doctor(List<String> options) {
        return switch (options) {
            case List<String> none when none.isEmpty() -> new Doctor(false);
            case List<String> json
            when json.equals(List.of("-o", "json")) || json.equals(List.of("-ojson")) -> new Doctor(true);
            default -> new Wrong("doctor takes only -o json, not " + String.join(" ", options) + ".");
        };
    }

    private static Invocation enrol(List<String> options) {
        try {
            return new Enrol(Enrolment.parse(options));
        } catch (IllegalArgumentException e) {
            return new Wrong(String.valueOf(e.getMessage()));
        }
    }

    private static Invocation alone(List<String> words, Invocation invocation) {
        return words.size() == 1
                ? invocation
                : new Wrong(words.getFirst() + " takes nothing behind it, not \"" + words.get(1) + "\".");
    }

    private static String nearest(String word) {
        return Stream.of("doctor", "facts", "policy", "enrol", "--help", "--version")
                .min(Comparator.comparingInt(known -> distance(word, known)))
                .orElseThrow();
    }

    /** By Levenshtein. */
    private static int distance(String left, String right) {
        int[] row = new int[right.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int cost = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(cost, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[right.length()];
    }
}
