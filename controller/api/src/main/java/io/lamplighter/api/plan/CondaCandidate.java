package io.lamplighter.api.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lamplighter.api.name.SourceName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One choice of what must be chosen together, in conda's words.
 *
 * @param name for people: {@code torch 2.14.1 cuda}
 * @param pins MatchSpecs added to the solve: {@code pytorch=2.14.*=cuda*}
 * @param channels in order of priority; no other is asked
 * @param cuda what the solver is told of {@code __cuda}, {@code 12.8}, so that a driver that is silent at night changes
 *     nothing; absent where the environment is for the processor
 * @param cudaArch what it is told of {@code __cuda_arch}: the lowest capability that counts
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CondaCandidate(
        String name,
        List<String> pins,
        List<SourceName> channels,
        @Nullable String cuda,
        @Nullable String cudaArch) {
    public CondaCandidate {
        pins = List.copyOf(pins);
        channels = List.copyOf(channels);
        if (channels.isEmpty()) {
            throw new IllegalArgumentException("a solve without a channel");
        }
    }
}
