package io.lamplighter.api.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonMappingException;
import io.lamplighter.api.json.Wire;
import io.lamplighter.api.manifest.Environment.Check;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.VariableName;
import io.lamplighter.api.plan.Step.Expose.Extra;
import io.lamplighter.api.wire.Assignment.AssignedEnvironment;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlanDocumentTest {
    private static final EnvironmentName TORCH = new EnvironmentName("torch");

    private static final Plan PLAN = new Plan(
            Plan.FORMAT,
            TORCH,
            List.of(
                    new Step.CreateEnvironment("==3.11.*"),
                    new Step.Solve(
                            List.of("torch==2.10.*", "numpy<3"),
                            List.of(new Candidate(
                                    "torch 2.10.0 cu126",
                                    List.of("torch==2.10.0+cu126"),
                                    Map.of(
                                            "torchvision",
                                            new Candidate.Placement(Source.PYTORCH, "cu126"),
                                            "torch",
                                            new Candidate.Placement(Source.PYTORCH, "cu126"),
                                            "numpy",
                                            new Candidate.Placement(Source.PYPI, null)))),
                            Source.PYPI),
                    new Step.Install("framework", List.of("torch==2.10.*")),
                    new Step.Verify(List.of(Check.TENSOR, Check.CUDA), true),
                    new Step.Expose(
                            true, Map.of(new VariableName("HF_HUB_CACHE"), "/data/hf", new VariableName("A"), "b"))));

    /** Frozen: with another text the same plan would have another id, and every machine would build it anew. */
    private static final String GOLDEN_TEXT = """
            {"format":1,"environment":"torch","steps":[\
            {"step":"createEnvironment","python":"==3.11.*"},\
            {"step":"solve","requirements":["torch==2.10.*","numpy<3"],"candidates":[\
            {"name":"torch 2.10.0 cu126","pins":["torch==2.10.0+cu126"],"placements":{\
            "numpy":{"source":"pypi"},\
            "torch":{"source":"pytorch","build":"cu126"},\
            "torchvision":{"source":"pytorch","build":"cu126"}}}],"defaultIndex":"pypi"},\
            {"step":"install","stage":"framework","requirements":["torch==2.10.*"]},\
            {"step":"verify","checks":["tensor","cuda"],"cudaRequired":true},\
            {"step":"expose","launcher":true,"variables":{"A":"b","HF_HUB_CACHE":"/data/hf"}}]}""";

    private static final String GOLDEN_ID = "82c2c77bac1f3872b4b0c2cc65ef5f0a70f3d50480ec7aa1479f5ccc46bfb21b";

    @Test
    void keepsTheTextAndTheIdOfAPlan() {
        PlanDocument document = PlanDocument.of(PLAN);

        assertThat(document.json()).isEqualTo(GOLDEN_TEXT);
        assertThat(document.id()).hasToString(GOLDEN_ID);
        assertThat(document.id().abbreviated()).isEqualTo(GOLDEN_ID.substring(0, 12));
    }

    @Test
    void readsThePlanThatWasWritten() {
        assertThat(PlanDocument.of(PLAN).plan()).isEqualTo(PLAN);
    }

    @Test
    void readsWaysOfExposureThatCameLaterAndDoesWithoutThoseItDoesNotKnow() throws Exception {
        Step later = Wire.mapper()
                .readValue(
                        "{\"step\":\"expose\",\"launcher\":true,\"kernel\":\"Lab\",\"extras\":[\"hologram\",\"conda\"],"
                                + "\"hologram\":7,\"variables\":{}}",
                        Step.class);

        assertThat(later).isEqualTo(new Step.Expose(true, "Lab", List.of(Extra.CONDA, Extra.UNKNOWN), Map.of()));
    }

    @Test
    void refusesATextThatWasAltered() {
        PlanDocument document = PlanDocument.of(PLAN);
        String altered = document.json().replace("numpy<3", "numpy<4");
        AssignedEnvironment assigned = new AssignedEnvironment(TORCH, document.id(), altered, null, null, null, null);

        assertThatIllegalArgumentException()
                .isThrownBy(assigned::document)
                .withMessage("the plan's text is not the one of plan "
                        + document.id().abbreviated());
        assertThatExceptionOfType(JsonMappingException.class)
                .isThrownBy(() -> Wire.mapper()
                        .readValue("{\"id\": \"" + document.id() + "\", \"json\": \"{}\"}", PlanDocument.class));
    }

    @Test
    void refusesATextThatIsOnlyWrittenDifferently() {
        PlanDocument document = PlanDocument.of(PLAN);

        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new PlanDocument(document.id(), document.json().replace(",", ", ")));
    }
}
