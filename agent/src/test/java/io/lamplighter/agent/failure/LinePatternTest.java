package io.lamplighter.agent.failure;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LinePatternTest {
    private static final List<String> PIECES = List.of(
            "a", "b", "ab", "\\.", "\\d", "\\w+", "a*", "b?", "a{2}", "(a|b)", "(?:ab)?", "[ab]", "[^a]", "[]a]",
            "[\\]]", "^", "$", "|", ".", "\\b", "(a[)]b)", "(?i)", "a+", "\\[", "(\\)a)", "a{0,2}", "\\x61");

    /** What is not matched for want of a text would not have matched. */
    @Test
    void findsWhatThePatternAloneFinds() {
        Random random = new Random(7);
        for (int round = 0; round < 20_000; round++) {
            String text = random.ints(1 + random.nextInt(5), 0, PIECES.size())
                    .mapToObj(PIECES::get)
                    .collect(Collectors.joining());
            String line = random.ints(random.nextInt(8), 0, 7)
                    .mapToObj(i -> "abA.]1)".substring(i, i + 1))
                    .collect(Collectors.joining());
            LinePattern pattern;
            try {
                pattern = LinePattern.compile(text);
            } catch (com.google.re2j.PatternSyntaxException _) {
                continue;
            }

            assertThat(pattern.isIn(line))
                    .as("'%s' in '%s'", text, line)
                    .isEqualTo(Pattern.compile(text).matcher(line).find());
        }
    }
}
