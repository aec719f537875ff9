package io.lamplighter.api.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.lamplighter.api.machine.ComputeCapability;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ManifestDataTest {
    enum Stability {
        @JsonProperty("stable")
        STABLE,
        EXPERIMENTAL
    }

    record Row(
            String series,
            @JsonProperty("min_capability") ComputeCapability minCapability,
            boolean recommended,
            int rank,
            long bytes,
            double share,
            Stability stability,
            Map<BuildName, List<Integer>> builds,
            @Nullable String note,
            @Nullable Integer limit,
            @Nullable Stability was,

            @JsonProperty(value = "spare_rows", defaultValue = "5")
            int spareRows) {}

    record Table(int schema, List<Row> rows) {}

    @Test
    void readsAnyRecord() throws ManifestException {
        String yaml = """
                schema: 1
                rows:
                - {series: "2.10", min_capability: "8.6", recommended: true, rank: 0o17, bytes: 9999999999, share: 0.5,
                   stability: stable, builds: {cu126: [1, 2]}, note: ~, limit: 3, was: null}
                - {series: "2.9", min_capability: "7.0", recommended: false, rank: -1, bytes: 0x10, share: 3,
                   stability: EXPERIMENTAL, builds: {}, note: old, was: stable, spare_rows: 0}
                """;

        Table table = ManifestReader.data("table.yaml", yaml, Table.class);

        assertThat(table)
                .isEqualTo(new Table(
                        1,
                        List.of(
                                new Row(
                                        "2.10",
                                        new ComputeCapability(8, 6),
                                        true,
                                        15,
                                        9_999_999_999L,
                                        0.5,
                                        Stability.STABLE,
                                        Map.of(new BuildName("cu126"), List.of(1, 2)),
                                        null,
                                        3,
                                        null,
                                        5),
                                new Row(
                                        "2.9",
                                        new ComputeCapability(7, 0),
                                        false,
                                        -1,
                                        16,
                                        3,
                                        Stability.EXPERIMENTAL,
                                        Map.of(),
                                        "old",
                                        null,
                                        Stability.STABLE,
                                        0))));
    }

    @Test
    void isAsStrictAsWithManifests() {
        String yaml = """
                schema: "1"
                rows:
                - {series: 2.10, min_capability: "sm_86", recommended: yes, rank: 1.5, bytes: many, share: x,
                   stability: EXPERIMENTL, builds: {cuda: [1, "2"]}, notes: x, limit: [], was: gone, spare_rows: ~}
                """;

        assertThatExceptionOfType(ManifestException.class)
                .isThrownBy(() -> ManifestReader.data("table.yaml", yaml, Table.class))
                .withMessage("""
                        table.yaml:1:9: /schema: expected a whole number, found the text "1"; leave the quotes out
                        table.yaml:3:12: /rows/0/series: expected text, found the number 2.10; quotes are missing, write "2.10"
                        table.yaml:3:34: /rows/0/min_capability: a compute capability is major.minor, like 8.6; found "sm_86"
                        table.yaml:3:56: /rows/0/recommended: expected true or false, found the text "yes"
                        table.yaml:3:67: /rows/0/rank: expected a whole number, found the number 1.5
                        table.yaml:3:79: /rows/0/bytes: expected a whole number, found the text "many"
                        table.yaml:3:92: /rows/0/share: expected a number, found the text "x"
                        table.yaml:4:15: /rows/0/stability: unknown value "EXPERIMENTL"; did you mean "EXPERIMENTAL"?
                        table.yaml:4:37: /rows/0/builds/cuda: a build is cpu or cu and digits, like cu126; found "cuda"
                        table.yaml:4:47: /rows/0/builds/cuda/1: expected a whole number, found the text "2"; leave the quotes out
                        table.yaml:4:54: /rows/0/notes: unknown field "notes"; did you mean "note"?
                        table.yaml:4:71: /rows/0/limit: expected a whole number, found a list
                        table.yaml:4:80: /rows/0/was: unknown value "gone"; there are stable, EXPERIMENTAL
                        table.yaml:4:98: /rows/0/spare_rows: expected a whole number, found nothing""");
    }

    @Test
    void refusesANumberThatDoesNotFit() {
        assertThatExceptionOfType(ManifestException.class)
                .isThrownBy(() -> ManifestReader.data("table.yaml", "schema: 3000000000\nrows: []\n", Table.class))
                .withMessageStartingWith("table.yaml:1:1: /schema: ")
                .withMessageContaining("3000000000");
    }

    @Test
    void refusesNoneAndMoreThanOneDocument() {
        assertThatExceptionOfType(ManifestException.class)
                .isThrownBy(() -> ManifestReader.data("table.yaml", "# none\n", Table.class))
                .withMessage("table.yaml:1:1: expected one document, found 0");
        assertThatExceptionOfType(ManifestException.class)
                .isThrownBy(
                        () -> ManifestReader.data("table.yaml", "schema: 1\nrows: []\n---\nschema: 1\n", Table.class))
                .withMessage("table.yaml:1:1: expected one document, found 2");
    }
}
