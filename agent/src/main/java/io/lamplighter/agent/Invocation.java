package io.lamplighter.agent;

import java.time.Duration;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the command line asks for. */
sealed interface Invocation {
    String USAGE = """
            Usage: lamplighter-agent [COMMAND]

            Without a command the agent runs until it is stopped.

              doctor [-o json]   what this machine has, and the newest PyTorch that runs on it
              doctor --log FILE [--catalogue FILE] [-o json]
                                 which known failures a log tells of and what to do; - reads standard input.
                                 Ends with 0 if there is one, 1 if not, 2 if the log or the catalogue is unreadable
              facts              what the agent tells a controller of this machine, as JSON
              policy             what may be done on this machine, whatever a controller says
              credentials        which secrets for sources this machine has, for which hosts, and what is wrong with one
              release-gpu [--for 15m] | release-gpu --end
                                 lets go of the NVIDIA driver, so that it can be unloaded; as the agent's account
              enrol --controller URL --join-token-file FILE --allow-host HOST... [--allow-interpreters FOLDER]...
                                 names the controller and what may be done in /etc/lamplighter; as root, once
              --help             this text
              --version          the agent's version
            """;

    /** Enough to install a driver. */
    Duration RELEASE = Duration.ofMinutes(15);

    Pattern TIME = Pattern.compile("([1-9]\\d{0,3})([smh])");

    record Run() implements Invocation {}

    record Doctor(boolean json) implements Invocation {}

    /**
     * What a log tells.
     *
     * @param log a file, or {@code -}
     * @param catalogue of failures; empty for the machine's
     */
    record DoctorOfLog(String log, String catalogue, boolean json) implements Invocation {}

    record Facts() implements Invocation {}

    record Policy() implements Invocation {}

    record Credentials() implements Invocation {}

    record ReleaseGpu(Duration time) implements Invocation {}

    record EndRelease() implements Invocation {}

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
            case "credentials" -> alone(words, new Credentials());
            case "release-gpu" -> release(words.subList(1, words.size()));
            case "enrol" -> enrol(words.subList(1, words.size()));
            case "--help", "-h", "help" -> alone(words, new Help());
            case "--version", "-V", "version" -> alone(words, new Version());
            default ->
                new Wrong("lamplighter-agent knows no \"" + words.getFirst() + "\"; did you mean "
                        + nearest(words.getFirst()) + "? --help lists all.");
        };
    }

    private static Invocation doctor(List<String> options) {
        String log = "";
        String catalogue = "";
        boolean json = false;
        for (Iterator<String> words = options.iterator(); words.hasNext(); ) {
            String option = words.next();
            String value = option.equals("-ojson") ? "json" : words.hasNext() ? words.next() : "";
            switch (option) {
                case "--log" -> log = value;
                case "--catalogue" -> catalogue = value;
                case "-o", "-ojson" -> json = value.equals("json");
                default -> value = "";
            }
            if (value.isEmpty() || (option.startsWith("-o") && !json)) {
                return wrongForDoctor(options);
            }
        }
        if (log.isEmpty()) {
            return catalogue.isEmpty() ? new Doctor(json) : wrongForDoctor(options);
        }
        return new DoctorOfLog(log, catalogue, json);
    }

    private static Invocation wrongForDoctor(List<String> options) {
        return new Wrong("doctor takes -o json and --log FILE, with it --catalogue FILE, not "
                + String.join(" ", options) + ".");
    }

    private static Invocation release(List<String> options) {
        if (options.isEmpty()) {
            return new ReleaseGpu(RELEASE);
        }
        if (options.equals(List.of("--end"))) {
            return new EndRelease();
        }
        Matcher time = TIME.matcher(options.size() == 2 && options.getFirst().equals("--for") ? options.getLast() : "");
        return time.matches()
                ? new ReleaseGpu(
                        Duration.parse("PT" + time.group(1) + time.group(2).toUpperCase(Locale.ROOT)))
                : new Wrong("release-gpu takes --for TIME, like 90s, 15m or 2h, or --end, not \""
                        + String.join(" ", options) + "\".");
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
        return Stream.of("doctor", "facts", "policy", "credentials", "release-gpu", "enrol", "--help", "--version")
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
