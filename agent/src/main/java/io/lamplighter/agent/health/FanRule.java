package io.lamplighter.agent.health;

import io.lamplighter.agent.nvml.Answer;
import io.lamplighter.agent.nvml.Answer.NoFunction;
import io.lamplighter.agent.nvml.Answer.Refused;
import io.lamplighter.agent.nvml.Answer.Value;
import io.lamplighter.agent.nvml.GpuSample;
import io.lamplighter.agent.nvml.NvmlReturn;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Whether the fans of a GPU turn while it is hot. */
final class FanRule {
    private FanRule() {}

    /** In the heat a fan must turn, so one that fails to say is wrong as well; before that it is not known. */
    static Status judge(GpuSample sample, int hotCelsius) {
        Map<Integer, Answer<Integer>> fans = new TreeMap<>(sample.fansPercent());
        if (fans.isEmpty()) {
            return new Status.NotApplicable();
        }
        return GpuRules.from(sample.thermal().core(), celsius -> {
            Map<Integer, Answer<Integer>> refused = new TreeMap<>(fans);
            refused.values().removeIf(Value.class::isInstance);
            Map<Integer, Answer<Integer>> wrong = new TreeMap<>(fans);
            wrong.values().removeIf(fan -> turns(fan) || fan.isRefused(NvmlReturn.NO_PERMISSION));
            if (celsius >= hotCelsius && !wrong.isEmpty()) {
                return new Status.Warn(text(wrong) + " at " + celsius + " °C");
            }
            return refused.isEmpty() ? new Status.Ok() : new Status.Unknown(text(refused));
        });
    }

    private static boolean turns(Answer<Integer> fan) {
        return fan instanceof Value<Integer>(Integer percent) && percent > 0;
    }

    private static String text(Map<Integer, Answer<Integer>> fans) {
        return fans.entrySet().stream()
                .map(fan -> "fan " + fan.getKey() + " " + text(fan.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String text(Answer<Integer> fan) {
        return switch (fan) {
            case Value<Integer> _ -> "stands still";
            case Refused<Integer>(NvmlReturn why, int code) -> "answers " + why.label() + " (" + code + ")";
            case NoFunction<Integer>(String function) -> "cannot be read without " + function;
        };
    }
}
