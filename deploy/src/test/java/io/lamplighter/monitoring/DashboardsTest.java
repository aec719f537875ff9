package io.lamplighter.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DashboardsTest {
    private static final String DATASOURCE = "${datasource}";
    private static final Pattern BY = Pattern.compile("by \\(([^)]*)\\) \\(");

    /** Of the list that Grafana's {@code getValueFormats} gives. */
    private static final Set<String> UNITS =
            Set.of("short", "percentunit", "bool", "bytes", "s", "reqps", "celsius", "watt");

    private static final Pattern UID = Pattern.compile("/d/([^?]+)\\?");
    private static final Pattern VARIABLE = Pattern.compile("[?&]var-(\\w+)=");

    /** Of the cards that are drawn at one moment and of those that are drawn at all. */
    private static final Pattern CHOSEN =
            Pattern.compile(".* and (on \\([a-z, ]+\\) )?(topk|bottomk)\\(\\d+, .*@ end\\(\\).*");

    /** The first of many, what an aggregation without machines leaves, and what the controller or a rule counted. */
    private static final Pattern FEW = Pattern.compile("(topk|bottomk)\\(\\d+, .*"
            + "|" + CHOSEN
            + "|(sum|avg|max|count|clamp_min)( by \\((?![^)]*\\b(machine|instance|uuid)\\b)[^)]*\\) )?\\(.*"
            + "|(rate\\()?lamplighter_controller_(?!machine_|last_contact_).*"
            + "|(environment(_phase)?|source):lamplighter_.*");

    @Test
    void thereIsOneForEachQuestion() throws IOException {
        assertThat(Dashboard.all())
                .extracting(Dashboard::name)
                .containsExactly(
                        "lamplighter-environments", "lamplighter-fleet", "lamplighter-gpu", "lamplighter-machine");
    }

    @Test
    void everyPanelHasAUnitAndWordsAndAsksTheChosenPrometheus() throws IOException {
        for (Dashboard dashboard : Dashboard.all()) {
            assertThat(dashboard.json().at("/templating/list/0/type").asText()).isEqualTo("datasource");
            Set<Integer> ids = new HashSet<>();
            assertThat(dashboard.panels()).isNotEmpty().allSatisfy(panel -> {
                String title = dashboard.name() + ": " + panel.path("title").asText();
                assertThat(panel.at("/fieldConfig/defaults/unit").asText())
                        .as(title)
                        .isIn(UNITS);
                assertThat(panel.path("description").asText()).as(title).endsWith(".");
                assertThat(panel.at("/datasource/uid").asText()).as(title).isEqualTo(DATASOURCE);
                assertThat(panel.path("targets").valueStream().map(DashboardsTest::datasource))
                        .as(title)
                        .isNotEmpty()
                        .containsOnly(DATASOURCE);
                assertThat(ids.add(panel.path("id").asInt())).as(title).isTrue();
            });
        }
    }

    /** Variables and annotations, too. */
    @Test
    void namesNoPrometheusOfItsOwn() throws IOException {
        assertThat(Dashboard.all())
                .allSatisfy(dashboard -> assertThat(dashboard.json().findValues("datasource"))
                        .as(dashboard.name())
                        .isNotEmpty()
                        .extracting(datasource -> datasource.path("uid").asText())
                        .containsOnly(DATASOURCE));
    }

    @Test
    void variablesThatAskAPrometheusAskTheChosenOne() throws IOException {
        for (Dashboard dashboard : Dashboard.all()) {
            assertThat(dashboard.variables().filter(variable -> is(variable, "type", "query")))
                    .allSatisfy(variable -> assertThat(datasource(variable))
                            .as(dashboard.name())
                            .isEqualTo(DATASOURCE));
        }
    }

    @Test
    void eachIsReachedFromTheOthers() throws IOException {
        assertThat(Dashboard.all()).allSatisfy(dashboard -> {
            assertThat(texts(dashboard.json().path("tags"))).contains("lamplighter");
            assertThat(texts(dashboard.json().at("/links/0/tags"))).containsExactly("lamplighter");
        });
    }

    @Test
    void linksLeadToDashboardsAndChooseWhatTheseKnow() throws IOException {
        Map<String, List<String>> variables = Dashboard.all().stream()
                .collect(Collectors.toMap(
                        Dashboard::name,
                        dashboard -> dashboard
                                .variables()
                                .map(variable -> variable.path("name").asText())
                                .toList()));
        List<String> urls = Dashboard.all().stream()
                .flatMap(dashboard -> dashboard.json().findValues("url").stream())
                .map(JsonNode::asText)
                .toList();

        assertThat(urls).isNotEmpty().allSatisfy(url -> {
            Matcher uid = UID.matcher(url);
            assertThat(uid.find()).isTrue();
            assertThat(variables).containsKey(uid.group(1));
            assertThat(VARIABLE.matcher(url).results().map(variable -> variable.group(1)))
                    .isNotEmpty()
                    .isSubsetOf(variables.getOrDefault(uid.group(1), List.of()));
        });
    }

    /** Grafana's own limit makes every number from 80 on red. */
    @Test
    void figuresHaveLimitsOfTheirOwn() throws IOException {
        assertThat(Dashboard.all().stream().flatMap(Dashboard::panels).filter(panel -> is(panel, "type", "stat")))
                .isNotEmpty()
                .allSatisfy(panel -> assertThat(panel.at("/fieldConfig/defaults/thresholds/steps"))
                        .as(panel.path("title").asText())
                        .isNotEmpty());
    }

    /** A card that was moved is for a while on two machines, and such a join is refused. */
    @Test
    void joinsNameTheMachineOfACard() throws IOException {
        assertThat(Dashboard.all().stream().flatMap(Dashboard::queries))
                .allSatisfy(query -> assertThat(query.expression()).doesNotContain("on (uuid)"));
    }

    /** {@code topk} alone chooses anew at each step, and ten thousand machines come into the legend by turns. */
    @Test
    void linesAreOfTheSameCardsAllTheTime() throws IOException {
        assertThat(Dashboard.all().stream()
                        .flatMap(Dashboard::lines)
                        .map(Dashboard.Query::expression)
                        .filter(expression -> expression.contains("topk") || expression.contains("bottomk")))
                .isNotEmpty()
                .allSatisfy(expression -> assertThat(expression).matches(CHOSEN));
    }

    /** Else Grafana scales to what it sees, and 2 % look like 98 %. */
    @Test
    void sharesAreDrawnFromNoneToAll() throws IOException {
        assertThat(Dashboard.all().stream()
                        .flatMap(Dashboard::panels)
                        .map(panel -> panel.at("/fieldConfig/defaults"))
                        .filter(drawn -> is(drawn, "unit", "percentunit")))
                .isNotEmpty()
                .allSatisfy(drawn -> {
                    assertThat(drawn.path("min").asInt(-1)).isZero();
                    assertThat(drawn.path("max").asInt(-1)).isOne();
                });
    }

    @Test
    void everyColumnOfATableHasAName() throws IOException {
        for (Dashboard dashboard : Dashboard.all()) {
            assertThat(dashboard.panels().filter(panel -> is(panel, "type", "table")))
                    .isNotEmpty()
                    .allSatisfy(table -> {
                        JsonNode columns = table.at("/transformations/0/options");
                        assertThat(texts(columns.path("renameByName")))
                                .doesNotContain("")
                                .doesNotHaveDuplicates();
                        assertThat(columns(table))
                                .as(table.path("title").asText())
                                .allMatch(
                                        column -> columns.path("excludeByName").has(column)
                                                || columns.path("renameByName").has(column));
                    });
        }
    }

    /** Ten thousand machines are no ten thousand lines, unless somebody chose one machine. */
    @Test
    void asksForAFewSeriesOfAnyFleet() throws IOException {
        assertThat(Dashboard.all().stream()
                        .filter(dashboard -> !dashboard.isOfOneMachine())
                        .flatMap(Dashboard::queries))
                .isNotEmpty()
                .allSatisfy(query -> assertThat(query.expression()).matches(FEW));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lamplighter_gpu_power_watts",
                "lamplighter_gpu_power_watts and on (instance, uuid) topk(20, lamplighter_gpu_power_watts)",
                "lamplighter_controller_machine_missing",
                "sum by (machine, xid) (lamplighter_gpu_xid_errors_total)",
                "sort_desc(lamplighter_environment_drifted)"
            })
    void knowsAQueryThatHasASeriesAMachine(String expression) {
        assertThat(expression).doesNotMatch(FEW);
    }

    @Test
    void everyQueryReadsOnlyMetricsThatThereAre() throws IOException {
        assertThat(Dashboard.all().stream()
                        .flatMap(Dashboard::queries)
                        .flatMap(query -> KnownMetrics.unknownIn(query.expression())))
                .isEmpty();
    }

    /** What a series of the first metric, or what an aggregation leaves of it, has to tell. */
    private static Set<String> columns(JsonNode table) {
        String expression = table.at("/targets/0/expr").asText();
        Matcher by = BY.matcher(expression);
        Set<String> columns = new HashSet<>(Set.of("Time", "Value"));
        if (by.find()) {
            columns.addAll(List.of(by.group(1).split(", ", -1)));
        } else {
            columns.add("machine");
            columns.addAll(KnownMetrics.labelsOfTheFirstIn(expression));
        }
        return columns;
    }

    private static boolean is(JsonNode node, String field, String value) {
        return node.path(field).asText().equals(value);
    }

    private static List<String> texts(JsonNode node) {
        return node.valueStream().map(JsonNode::asText).toList();
    }

    private static String datasource(JsonNode target) {
        return target.at("/datasource/uid").asText();
    }
}
