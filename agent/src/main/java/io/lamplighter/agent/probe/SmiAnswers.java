package io.lamplighter.agent.probe;

import io.lamplighter.agent.nvml.Answer;
import io.lamplighter.agent.nvml.NvmlReturn;
import io.lamplighter.agent.probe.SmiDocument.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code nvidia-smi -q -x} prints of one GPU, as answers that NVIDIA's library could have given. Where several
 * names are given, they are those of drivers, the first that there is counts.
 */
record SmiAnswers(Values values) {
    private static final Pattern NUMBER = Pattern.compile("(\\d+(?:\\.\\d+)?)(?: ?(?:MiB|%|C|W|MHz|x))?");
    private static final Pattern ABSENT =
            Pattern.compile("\\[?(?:N/A|Not Supported|Not Found|Insufficient Permissions)]?");
    private static final int NOT_SUPPORTED = 3;
    private static final int UNKNOWN = 999;

    /** As it is printed; empty where it is not. */
    String text(String path) {
        return values.first(path).orElse("");
    }

    /** All that are printed there, in order. */
    List<String> texts(String path) {
        return values.all(path);
    }

    Answer<Double> number(String... paths) {
        return read(SmiAnswers::toNumber, paths);
    }

    Answer<Integer> integer(String... paths) {
        return number(paths).map(Double::intValue);
    }

    /** @param yes what is printed where it is so */
    Answer<Boolean> flag(String yes, String... paths) {
        return read(text -> Optional.of(text.equalsIgnoreCase(yes)), paths);
    }

    /** Of all that are told; one that is not has nothing that could be added. */
    Answer<Long> sum(String below, String names) {
        Pattern name = Pattern.compile(Pattern.quote(below) + "(?:" + names + ")");
        List<Double> counts = new ArrayList<>();
        for (String path : values.all().keySet()) {
            if (name.matcher(path).matches()) {
                number(path).value().ifPresent(counts::add);
            }
        }
        return counts.isEmpty()
                ? refused()
                : new Answer.Value<>(
                        counts.stream().mapToLong(Double::longValue).sum());
    }

    /** Whether it is printed that there is no answer. */
    boolean isRefused(String path) {
        return values.first(path).filter(SmiAnswers::isAbsent).isPresent();
    }

    /** What is not there and what is said not to be there is the same; an error is none of both. */
    <T> Answer<T> read(Function<String, Optional<T>> reader, String... paths) {
        Optional<String> text = values.first(paths);
        if (text.filter(said -> said.contains("Unknown Error")).isPresent()) {
            return new Answer.Refused<>(NvmlReturn.UNKNOWN, UNKNOWN);
        }
        return text.filter(said -> !isAbsent(said))
                .flatMap(reader)
                .<Answer<T>>map(Answer.Value::new)
                .orElseGet(SmiAnswers::refused);
    }

    /** With or without its unit. */
    static Optional<Double> toNumber(String text) {
        Matcher number = NUMBER.matcher(text);
        return number.matches() ? Optional.of(Double.valueOf(number.group(1))) : Optional.empty();
    }

    private static boolean isAbsent(String text) {
        return ABSENT.matcher(text).matches();
    }

    static <T> Answer<T> refused() {
        return new Answer.Refused<>(NvmlReturn.NOT_SUPPORTED, NOT_SUPPORTED);
    }
}
