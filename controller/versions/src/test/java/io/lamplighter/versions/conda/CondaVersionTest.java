package io.lamplighter.versions.conda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lamplighter.versions.Recording;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CondaVersionTest {
    @Test
    void ordersWordsBeforeNumbersBeforePost() {
        List<CondaVersion> ascending = Stream.of(
                        "0.4.1.rc",
                        "0.4.1+local",
                        "0.4.1",
                        "0.4.1+1.local",
                        "0.5*",
                        "0.5dev",
                        "0.5_",
                        "0.5a1",
                        "0.5b3",
                        "0.5C1",
                        "0.5z",
                        "0.5za",
                        "0.5",
                        "0.5_5",
                        "0.9.6",
                        "0.960923",
                        "1.1dev1",
                        "1.1a1",
                        "1.1.dev1",
                        "1.1.a1",
                        "1.1.0rc1",
                        "1.1",
                        "1.1.post1",
                        "1.1post1",
                        "1996.07.12",
                        "1!0.4.1",
                        "2!0.4.1")
                .map(CondaVersion::parse)
                .toList();

        List<CondaVersion> sorted = ascending.reversed().stream().sorted().toList();

        assertThat(sorted).containsExactlyElementsOf(ascending);
    }

    /** Openssl counts its patches by letters; the underscore puts the plain release before them. */
    @Test
    void ordersOpensslsLettersBehindAnUnderscore() {
        List<CondaVersion> ascending = Stream.of(
                        "1.0.1dev", "1.0.1_", "1.0.1a", "1.0.1b", "1.0.1rc1", "1.0.1", "1.0.1post.a")
                .map(CondaVersion::parse)
                .toList();

        List<CondaVersion> sorted = ascending.reversed().stream().sorted().toList();

        assertThat(sorted).containsExactlyElementsOf(ascending);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            1.1,          1.1.0
            1,            1.0.0.0
            01.2,         1.2
            1.1.a1,       1.1.0a1
            1.1.dev1,     1.1.0DEV1
            1.1.post,     1.1.0post
            0.4.1.rc,     0.4.1.RC
            1.2_3,        1.2-3
            1.2_3,        1.2.3
            1.0-,         1.0_
            0!1.0,        1.0
            1.0,          1.0+0
            1.0+a_1,      1.0+A.1
            """)
    void readsSpellingsOfOneVersionAsEqual(String left, String right) {
        CondaVersion parsed = CondaVersion.parse(left);

        assertThat(parsed).isEqualTo(CondaVersion.parse(right)).hasSameHashCodeAs(CondaVersion.parse(right));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            1.1rc,   1.1.rc
            1.1,     1.1_
            1,       1+a
            1.0,     1.0dev
            """)
    void keepsVersionsApartThatLookAlike(String left, String right) {
        assertThat(CondaVersion.parse(left)).isNotEqualTo(CondaVersion.parse(right));
    }

    @ParameterizedTest
    @ValueSource(strings = {"conda/order.tsv", "rattler/order.tsv"})
    void ordersAsCondasToolsDo(String recorded) {
        Recording recording = Recording.of(recorded);

        List<String> disagreements = recording.disagreements(
                row -> Integer.signum(CondaVersion.parse(row.get(0)).compareTo(CondaVersion.parse(row.get(1)))));

        assertThat(disagreements).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``      | it is empty
            1 2     | it has only letters, digits, dots, underscores, + and !
            3.5&1   | it has only letters, digits, dots, underscores, + and !
            1.0é    | it has only letters, digits, dots, underscores, + and !
            1_2-3   | it has only letters, digits, dots, underscores, + and !
            1!2!3   | it has one ! and one + at most
            1+2+3   | it has one ! and one + at most
            a!1.0   | a number stands before !
            !1.0    | a number stands before !
            5.5..mw | nothing stands beside a dot, an underscore, + or !
            _1.0    | nothing stands beside a dot, an underscore, + or !
            1.0.    | nothing stands beside a dot, an underscore, + or !
            1.0+    | nothing stands beside a dot, an underscore, + or !
            +1.0    | nothing stands beside a dot, an underscore, + or !
            1!      | nothing stands beside a dot, an underscore, + or !
            """)
    void saysWhyATextIsNoVersion(String text, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CondaVersion.parse(text))
                .withMessage("not a conda version: \"" + text + "\": " + reason);
    }

    @Test
    void spellsAVersionAsCondaDoes() {
        CondaVersion version = CondaVersion.parse(" 1!2.0-RC1+Cu126 ");

        assertThat(version).hasToString("1!2.0-RC1+Cu126");
        assertThat(version.normalized()).isEqualTo("1!2.0_rc1+cu126");
    }

    @Test
    void readsAVersionOfAnyLengthWithoutExhaustingTheStack() {
        CondaVersion version = CondaVersion.parse("1" + ".0".repeat(100_000) + "+0" + ".0".repeat(100_000));

        assertThat(version).isEqualTo(CondaVersion.parse("1")).hasSameHashCodeAs(CondaVersion.parse("1"));
    }

    @Test
    void keepsOrderEqualityHashAndNormalizedFormConsistent() {
        RandomCondaVersions versions = new RandomCondaVersions(33);

        for (int round = 0; round < 20_000; round++) {
            CondaVersion left = versions.next();
            CondaVersion middle = versions.next();
            CondaVersion right = versions.next();

            assertThat(Integer.signum(left.compareTo(middle)))
                    .as("%s and %s", left, middle)
                    .isEqualTo(-Integer.signum(middle.compareTo(left)));
            assertThat(left.equals(middle)).isEqualTo(left.compareTo(middle) == 0);
            if (left.equals(middle)) {
                assertThat(left).as("%s and %s", left, middle).hasSameHashCodeAs(middle);
            }
            if (left.compareTo(middle) <= 0 && middle.compareTo(right) <= 0) {
                assertThat(left).as("%s, %s, %s", left, middle, right).isLessThanOrEqualTo(right);
            }
            CondaVersion normalized = CondaVersion.parse(left.normalized());
            assertThat(normalized).isEqualTo(left).hasSameHashCodeAs(left);
            assertThat(normalized.normalized()).isEqualTo(left.normalized());
        }
    }
}
