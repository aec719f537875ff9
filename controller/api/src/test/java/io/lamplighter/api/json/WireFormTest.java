package io.lamplighter.api.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lamplighter.api.machine.CudaState;
import io.lamplighter.api.machine.MachineFacts;
import io.lamplighter.api.manifest.Environment.Check;
import io.lamplighter.api.plan.Plan;
import io.lamplighter.api.plan.Resolution;
import io.lamplighter.api.plan.Step;
import io.lamplighter.api.run.CheckResult;
import io.lamplighter.api.run.RemedyClass;
import io.lamplighter.api.run.RunOutcome;
import io.lamplighter.api.run.RunReport;
import io.lamplighter.api.run.RunState;
import io.lamplighter.api.view.MachineView;
import io.lamplighter.api.view.PlacementView;
import io.lamplighter.api.wire.Assignment;
import io.lamplighter.api.wire.ClaimAnswer;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What peers of other versions hold us to: the text of every record that crosses the wire. */
class WireFormTest {
    private static final List<String> PACKAGES =
            List.of("generation", "lock", "machine", "plan", "run", "wire", "view");

    static Stream<WireExample> examples() {
        return WireExamples.all();
    }

    /** Those that have fields. */
    static Stream<WireExample> messages() {
        return examples()
                .filter(example ->
                        !RequiredFields.componentsOf(example.value().getClass()).isEmpty())
                .filter(example -> example.json().startsWith("{"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void isWrittenAsAgreed(WireExample example) throws JsonProcessingException {
        JsonNode written = Wire.mapper().readTree(Wire.write(example.value()));

        assertThat(written).isEqualTo(Wire.mapper().readTree(example.json()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void isReadAsAgreed(WireExample example) throws JsonProcessingException {
        Object read = Wire.mapper().readValue(example.json(), example.type());

        assertThat(read).isEqualTo(example.value());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void ignoresWhatANewerPeerAdds(WireExample example) throws JsonProcessingException {
        JsonNode newer = withFieldsOfLater(Wire.mapper().readTree(example.json()));

        Object read = Wire.mapper().readValue(newer.toString(), example.type());

        assertThat(read).isEqualTo(example.value());
    }

    /** Each required field of each message, left out and null. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("messages")
    void refusesAMessageWithoutWhatItMustSay(WireExample example) throws JsonProcessingException {
        ObjectNode whole = (ObjectNode) Wire.mapper().readTree(example.json());
        JavaType type = example.type();
        for (String field : RequiredFields.of(type.getRawClass())) {
            ObjectNode without = whole.deepCopy().without(field);
            ObjectNode withNull = whole.deepCopy().putNull(field);

            assertThatExceptionOfType(JsonMappingException.class)
                    .as("without %s", field)
                    .isThrownBy(() -> Wire.mapper().readValue(without.toString(), type))
                    .withMessageContaining(field);
            assertThatExceptionOfType(JsonMappingException.class)
                    .as("null %s", field)
                    .isThrownBy(() -> Wire.mapper().readValue(withNull.toString(), type));
        }
    }

    /** Each nullable field, as a peer of an older version leaves it out, or writes it as null. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("messages")
    void readsAMessageOfAnOlderPeer(WireExample example) throws JsonProcessingException {
        ObjectNode whole = (ObjectNode) Wire.mapper().readTree(example.json());
        Class<?> type = example.type().getRawClass();
        Set<String> required = RequiredFields.of(type);
        ObjectNode older = whole.deepCopy();
        ObjectNode withNulls = whole.deepCopy();
        for (String field : RequiredFields.componentsOf(type)) {
            if (!required.contains(field)) {
                older.remove(field);
                withNulls.putNull(field);
            }
        }

        Object read = Wire.mapper().readValue(older.toString(), example.type());

        assertThat(read).isEqualTo(Wire.mapper().readValue(withNulls.toString(), example.type()));
        assertThat(Wire.mapper().readTree(Wire.write(read))).isEqualTo(older);
    }

    @Test
    void coversEveryRecordOfTheWire() throws IOException, URISyntaxException {
        Set<String> all = recordsOfTheWire();

        Set<String> covered = examples()
                .map(example -> example.value().getClass().getName())
                .collect(Collectors.toCollection(TreeSet::new));

        // what a newer peer's words are read as is never written
        covered.add(Step.Unknown.class.getName());
        covered.add(ClaimAnswer.Unknown.class.getName());
        assertThat(covered).isEqualTo(all);
    }

    @Test
    void takesAStepOfALaterVersionAsUnknown() throws JsonProcessingException {
        String json = """
                {"format": 1, "environment": "torch", "steps": [
                  {"step": "createEnvironment", "python": "==3.11.*"},
                  {"step": "snapshot", "label": "before", "depth": 3}]}
                """;

        Plan plan = Wire.mapper().readValue(json, Plan.class);

        assertThat(plan.steps()).containsExactly(new Step.CreateEnvironment("==3.11.*"), new Step.Unknown());
    }

    @Test
    void takesAnAnswerOfALaterVersionAsUnknown() throws JsonProcessingException {
        assertThat(Wire.mapper().readValue("{\"answer\": \"lend\", \"from\": \"gpu-02\"}", ClaimAnswer.class))
                .isEqualTo(new ClaimAnswer.Unknown());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"state": "asleep", "until": "noon"}
            {"state": null}
            {}
            """)
    void takesADriverStateOfALaterVersionAsUnknown(String json) throws JsonProcessingException {
        assertThat(Wire.mapper().readValue(json, CudaState.class)).isEqualTo(new CudaState.Unknown(null, null));
    }

    @Test
    void takesNamesOfALaterVersionAsUnknownWhereAnAgentReports() throws JsonProcessingException {
        assertThat(Wire.mapper().readValue("\"HIBERNATING\"", RunState.class)).isEqualTo(RunState.UNKNOWN);
        assertThat(Wire.mapper().readValue("\"PARTIAL\"", RunOutcome.class)).isEqualTo(RunOutcome.UNKNOWN);
        assertThat(Wire.mapper().readValue("\"PRAY\"", RemedyClass.class)).isEqualTo(RemedyClass.UNKNOWN);
        assertThat(Wire.mapper().readValue("\"SKIPPED\"", CheckResult.Result.class))
                .isEqualTo(CheckResult.Result.UNKNOWN);
    }

    @Test
    void refusesNamesOfALaterVersionThatMustNotBeGuessed() {
        assertThatExceptionOfType(JsonProcessingException.class)
                .isThrownBy(() -> Wire.mapper().readValue("\"Paused\"", PlacementView.Phase.class));
        assertThatExceptionOfType(JsonProcessingException.class)
                .isThrownBy(() -> Wire.mapper().readValue("\"distributed\"", Check.class));
        assertThatExceptionOfType(JsonProcessingException.class)
                .isThrownBy(() -> Wire.mapper().readValue("{\"resolution\": \"deferred\"}", Resolution.class));
    }

    @Test
    void readsNestedFormsOfAnOlderPeer() throws JsonProcessingException {
        String json = """
                {"run": "0198c0de-0000-7000-8000-000000000001", "sequence": 1, "environment": "torch",
                 "plan": "%s", "state": "PLANNED", "startedAt": "2026-11-23T18:00:00Z", "at": "2026-11-23T18:00:00Z",
                 "checks": [], "installed": []}
                """.formatted("0".repeat(64));

        RunReport report = Wire.mapper().readValue(json, RunReport.class);

        assertThat(report)
                .returns(null, RunReport::stage)
                .returns(null, RunReport::download)
                .returns(null, RunReport::outcome)
                .returns(null, RunReport::failure)
                .returns(null, RunReport::generation);
    }

    @Test
    void refusesWhatTheRecordsRefuse() {
        assertThatExceptionOfType(JsonMappingException.class)
                .isThrownBy(() -> Wire.mapper()
                        .readValue(
                                "{\"revision\": 1, \"sources\": [], \"environments\": [{\"name\": \"../etc\","
                                        + " \"plan\": \"" + "0".repeat(64)
                                        + "\", \"json\": \"{}\"}], \"retiring\": []}",
                                Assignment.class))
                .withMessageContaining("found \"../etc\"");
    }

    @Test
    void doesNotShowSecretsInItsLogs() {
        assertThat(examples().map(example -> example.value().toString()))
                .noneMatch(text -> text.contains(WireExamples.SECRET));
    }

    @Test
    void keepsTheOrderOfFactsOutOfWhatIsPlanned() {
        MachineFacts facts = WireExamples.FACTS;
        MachineFacts turned = new MachineFacts(
                facts.host(),
                facts.driver(),
                facts.gpus().reversed(),
                facts.interpreters().reversed(),
                facts.tools(),
                facts.sources().reversed(),
                facts.disk());

        assertThat(Wire.write(turned.planning())).isEqualTo(Wire.write(facts.planning()));
    }

    private static Set<String> recordsOfTheWire() throws IOException, URISyntaxException {
        Path api = Path.of(MachineView.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .resolve("io/lamplighter/api");
        Set<String> records = new TreeSet<>();
        for (String name : PACKAGES) {
            try (Stream<Path> files = Files.list(api.resolve(name))) {
                files.map(file -> file.getFileName().toString())
                        .filter(file -> file.endsWith(".class") && !file.equals("package-info.class"))
                        .map(file -> "io.lamplighter.api." + name + "." + file.replace(".class", ""))
                        .filter(WireFormTest::isRecord)
                        .forEach(records::add);
            }
        }
        return records;
    }

    private static boolean isRecord(String className) {
        try {
            Class<?> type = Class.forName(className);
            return type.isRecord() && !Modifier.isPrivate(type.getModifiers());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode withFieldsOfLater(JsonNode json) {
        return json instanceof ObjectNode object
                ? object.deepCopy()
                        .put("fieldOfALaterVersion", "x")
                        .set("another", Wire.mapper().createObjectNode())
                : json;
    }
}
