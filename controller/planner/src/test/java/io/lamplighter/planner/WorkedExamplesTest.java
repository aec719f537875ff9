package io.lamplighter.planner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.api.json.Wire;
import io.lamplighter.api.machine.SourceReading;
import io.lamplighter.api.manifest.BuildName;
import io.lamplighter.api.manifest.Environment;
import io.lamplighter.api.manifest.ManifestReader;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.plan.AvailableSource;
import io.lamplighter.api.plan.BuiltInSources;
import io.lamplighter.planner.Planner.Decision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The worked examples of {@code docs/how-a-build-is-chosen.md} answer what the page says. */
class WorkedExamplesTest {
    private static final Path PAGE = Path.of("../../docs/how-a-build-is-chosen.md");
    private static final Pattern EXAMPLE = Pattern.compile(
            "### (?<title>[^\n]+)\n[^#]*?```yaml\n(?<environment>.*?)```\n```console\n\\$ (?<command>.*?)\n```\n"
                    + "```json\n(?<answer>.*?)```",
            Pattern.DOTALL);

    record Example(String title, String environment, String command, String answer) {
        @Override
        public String toString() {
            return title;
        }
    }

    static List<Example> examples() throws IOException {
        return EXAMPLE.matcher(Files.readString(PAGE))
                .results()
                .map(found -> new Example(found.group(1), found.group(2), found.group(3), found.group(4)))
                .toList();
    }

    @Test
    void areAllFound() throws IOException {
        String page = Files.readString(PAGE);

        assertThat(examples())
                .hasSizeGreaterThanOrEqualTo(6)
                .hasSize((int) page.lines()
                        .filter(line -> line.startsWith("$ lamp plan"))
                        .count())
                .hasSize((int)
                        page.lines().filter(line -> line.startsWith("### ")).count());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void answerWhatThePageSays(Example example) throws Exception {
        Environment environment = (Environment)
                ManifestReader.read("environment.yaml", example.environment()).getFirst();
        OfflineCommand command = OfflineCommand.parse(example.command());
        List<AvailableSource> sources = sources(environment, command);

        Decision decision = Planner.shipped()
                .decide(
                        environment,
                        sources,
                        command.facts(sources.stream()
                                .map(source -> new SourceReading(source.name(), true, List.of(), null))
                                .toList()));

        shows(Wire.mapper().readTree(example.answer()), OfflineCommand.answer(environment, decision));
    }

    private static List<AvailableSource> sources(Environment environment, OfflineCommand command) {
        return Stream.concat(
                        command.sources().stream().map(WorkedExamplesTest::tree),
                        BuiltInSources.all().stream()
                                .filter(source -> command.sources().stream()
                                        .noneMatch(named -> named.startsWith(source.name() + "="))))
                .filter(source -> environment.spec().sources().contains(source.name()))
                .toList();
    }

    /** {@code pytorch=https://mirror.lab.example/pytorch,builds=cpu+cu118}. */
    private static AvailableSource tree(String flag) {
        String[] parts = flag.split("=|,builds=", -1);
        assertThat(parts).hasSize(3);
        assertThat(parts[0]).isEqualTo(Source.PYTORCH.toString());
        return new AvailableSource(
                Source.PYTORCH,
                Source.Type.PYTORCH,
                parts[1],
                Stream.of(parts[2].split("\\+", -1)).map(BuildName::new).toList());
    }

    /** The page shows a part of an answer: the fields that it has, and of lists the elements that it has. */
    private static void shows(JsonNode page, JsonNode answer) {
        page.properties().forEach(field -> {
            JsonNode answered = answer.path(field.getKey());
            if (!field.getValue().isArray() || field.getValue().isEmpty()) {
                assertThat(answered).as(field.getKey()).isEqualTo(field.getValue());
                return;
            }
            field.getValue()
                    .forEach(shown -> assertThat(answered)
                            .as("%s of %s", shown, field.getKey())
                            .anySatisfy(element -> shows(shown, element)));
        });
    }
}
