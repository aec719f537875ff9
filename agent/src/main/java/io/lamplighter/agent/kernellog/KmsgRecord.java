package io.lamplighter.agent.kernellog;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One record of {@code /dev/kmsg}, {@code 4,1307,1843308145,-;NVRM: The NVIDIA GPU …}: behind the line come lines of a
 * dictionary that begin with a space, and what cannot be printed is written {@code \x0a}.
 *
 * @param sequence grows by one with each since the boot
 * @param sinceBoot when it was written
 */
record KmsgRecord(long sequence, Duration sinceBoot, List<String> lines) {
    private static final Pattern FORM = Pattern.compile("\\d+,(\\d+),(\\d+),[^;]*;([^\\n]*)(?:\\n[\\s\\S]*)?");

    KmsgRecord {
        lines = List.copyOf(lines);
    }

    static Optional<KmsgRecord> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        return Optional.of(new KmsgRecord(
                Long.parseLong(form.group(1)),
                Duration.ofNanos(Long.parseLong(form.group(2)) * 1000),
                form.group(3).replace("\\x0a", "\n").lines().toList()));
    }
}
