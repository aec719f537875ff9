package io.lamplighter.versions.pep440;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lamplighter.versions.Recording;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpecifiersTest {
    @ParameterizedTest(name = "{0} and {1}: {2}")
    @CsvSource(textBlock = """
            # P17: a local version belongs to its public one
            '>2.10.0',       2.10.0+cu126,   false
            '>2.10.0',       2.10.1+cu126,   true
            '<=2.10.0',      2.10.0+cu126,   true
            '>=2.10.0',      2.10.0+cu126,   true
            '<2.10.0',       2.10.0+cu126,   false
            '==2.10.0',      2.10.0+cu126,   true
            '==2.10',        2.10.0+cu126,   true
            '!=2.10.0',      2.10.0+cu126,   false
            '==2.10.0+cu126',2.10.0+cu126,   true
            '==2.10.0+cu126',2.10.0+CU126,   true
            '==2.10.0+cu126',2.10.0+cpu,     false
            '==2.10.0+cu126',2.10.0,         false
            '!=2.10.0+cu126',2.10.0,         true
            # P17: whole versions are compared
            '<=3.9',         3.9.18,         false
            '<=3.9',         3.9.0,          true
            '!=3.14.1',      3.14.1,         false
            '!=3.14.1',      3.14.2,         true
            # a series
            '==2.10.*',      2.10,           true
            '==2.10.*',      2.10.7+cu126,   true
            '==2.10.*',      2.10.post1,     true
            '==2.10.*',      2.1,            false
            '==2.10.*',      2.100,          false
            '==2.10.0.*',    2.10,           true
            '==2.10.*',      1!2.10,         false
            '==1!2.*',       1!2.10,         true
            '!=2.10.*',      2.10.1,         false
            '!=2.10.*',      2.11,           true
            # compatible
            '~=2.10',        2.10,           true
            '~=2.10',        2.99,           true
            '~=2.10',        2.9,            false
            '~=2.10',        3.0,            false
            '~=2.10.1',      2.10.9,         true
            '~=2.10.1',      2.11,           false
            '~=2.2.post3',   2.3,            true
            '~=2.2.post3',   2.2,            false
            '~=1!2.2',       2.3,            false
            # exclusive comparisons leave out what belongs to the bound
            '>1.7',          1.7.post1,      false
            '>1.7',          1.7.0.post1,    false
            '>1.7',          1.7.1,          true
            '>1.7.post2',    1.7.post3,      true
            '>1.7rc1',       1.7.post3,      true
            '>1.7rc1',       1.7,            true
            '<1.7',          1.6.9.post5,    true
            '<1.7.post2',    1.7,            true
            # all must hold
            '>=3.10,<3.14,!=3.11.0', 3.11.0, false
            '>=3.10,<3.14,!=3.11.0', 3.11.9, true
            '>=3.10 , < 3.14',       3.14.0, false
            # the same spelling
            '===1.0',        1.0,            true
            '===1.0',        1.0.0,          false
            '===1.0+ABC',    1.0+abc,        true
            '===foobar',     1.0,            false
            # anything
            '',              2.10.0+cu126,   true
            '  ',            0.1,            true
            """)
    void decides(String specifiers, String version, boolean contained) {
        Specifiers set = Specifiers.parse(specifiers);

        assertThat(set.contains(Pep440Version.parse(version))).isEqualTo(contained);
    }

    @ParameterizedTest(name = "{0} and {1}: {2}, even pre-releases: {3}")
    @CsvSource(textBlock = """
            '',                2.0rc1,        false, true
            '>=1.0',           2.0.dev1,      false, true
            '>=1.0',           2.0a1+cu126,   false, true
            '>=2.0rc1',        2.0rc2,        true,  true
            '>=1.0,<=2.0rc1',  1.5b1,         true,  true
            '==2.0rc1',        2.0rc1,        true,  true
            '===2.0rc1',       2.0RC1,        true,  true
            '~=2.0rc1',        2.0rc2,        true,  true
            '!=2.0rc1',        2.0rc2,        false, true
            '==2.10.*',        2.10rc1,       false, true
            '<2.0',            2.0rc1,        false, false
            '<2.0rc2',         2.0rc1,        true,  true
            '<2.0.post1',      2.0rc1,        false, true
            '<2.0.post1',      2.0.post1.dev3,false, false
            '>1.0a1',          1.0a1.post1,   false, false
            """)
    void takesPreReleasesOnlyWhereOneIsNamed(String specifiers, String version, boolean contained, boolean evenPre) {
        Specifiers set = Specifiers.parse(specifiers);

        assertThat(set.contains(Pep440Version.parse(version))).isEqualTo(contained);
        assertThat(set.containsEvenPreReleases(Pep440Version.parse(version))).isEqualTo(evenPre);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            3.11             | bad version specifier "3.11": a comparison is missing; write ==3.11 or >=3.11
            >=3.10,latest    | bad version specifier "latest": a comparison is missing; write ==latest or >=latest
            =3.11            | bad version specifier "=3.11": = is no comparison; did you mean ==3.11?
            => 3.11          | bad version specifier "=> 3.11": => is no comparison; did you mean >=3.11?
            ^3.11            | bad version specifier "^3.11": ^ is no comparison; did you mean ~=3.11?
            <>3.11           | bad version specifier "<>3.11": <> is no comparison; did you mean !=3.11?
            ====3            | bad version specifier "====3": ==== is no comparison; there are == != <= >= < > ~= ===
            >=3.10,<3.x      | bad version specifier "<3.x": "3.x" is no version
            >=               | bad version specifier ">=": no version stands behind >=
            >=3.10,,<3.14    | bad version specifiers ">=3.10,,<3.14": nothing stands beside a comma
            >=3.10,          | bad version specifiers ">=3.10,": nothing stands beside a comma
            >=2.10.*         | bad version specifier ">=2.10.*": a wildcard stands only behind == and !=
            ===2.10.*        | bad version specifier "===2.10.*": a wildcard stands only behind == and !=
            ==2.10.*.1       | bad version specifier "==2.10.*.1": a wildcard ends a plain release, like ==2.10.*
            ==2.10rc1.*      | bad version specifier "==2.10rc1.*": a wildcard ends a plain release, like ==2.10.*
            ==*              | bad version specifier "==*": a wildcard ends a plain release, like ==2.10.*
            >=2.10+cu126     | bad version specifier ">=2.10+cu126": a local version (+cu126) stands only behind == and !=; leave it out here
            ~=2              | bad version specifier "~=2": ~= needs at least two numbers, like ~=2.0
            ===a b           | bad version specifier "===a b": "a b" is not the spelling of a version
            """)
    void saysWhichPartIsWrong(String text, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Specifiers.parse(text))
                .withMessage(message);
    }

    @Test
    void equalsASetThatSaysTheSameInAnotherOrder() {
        Specifiers set = Specifiers.parse(">= 3.10, < 3.14");

        assertThat(set).isEqualTo(Specifiers.parse("<3.14,>=3.10")).hasSameHashCodeAs(Specifiers.parse("<3.14,>=3.10"));
        assertThat(set).isNotEqualTo(Specifiers.parse(">=3.10")).hasToString(">=3.10,<3.14");
        assertThat(Specifiers.parse(" ").text()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            ==1.0,      ==1.0.0,    true
            >=1.0rc1,   >=1.0.0-C1, true
            ===1.0+ABC, ===1.0+abc, true
            ===1.0,     ===1.0.0,   false
            ==v1.*,     ==01.*,     true
            ==1.0.*,    ==1.0.0.*,  false
            !=1.0.*,    !=1.0.0.*,  false
            !=1.0.*,    ==1.0.*,    false
            ~=1.0,      ~=1.0.0,    false
            ~=1.0,      ~=01.00,    true
            ~=1.0,      >=1.0,      false
            """)
    void equalsWhatAllowsTheSameVersions(String left, String right, boolean equal) {
        Specifiers one = Specifiers.parse(left);
        Specifiers other = Specifiers.parse(right);

        assertThat(one.equals(other)).isEqualTo(equal);
        assertThat(one.hashCode() == other.hashCode() || !equal).isTrue();
    }

    @Test
    void decidesAsPackagingDoes() {
        Recording recording = Recording.of("packaging/specifiers.tsv");

        List<String> disagreements = recording.disagreements(
                row -> Specifiers.parse(row.get(0)).containsEvenPreReleases(Pep440Version.parse(row.get(1))));

        assertThat(disagreements).isEmpty();
    }

    @Test
    void readsItsOwnText() {
        List<Specifiers> sets = Recording.of("packaging/specifiers.tsv")
                .questions()
                .flatMap(row -> parsed(row.get(0)))
                .toList();

        assertThat(sets)
                .hasSizeGreaterThan(1000)
                .allSatisfy(set -> assertThat(Specifiers.parse(set.text()))
                        .isEqualTo(set)
                        .hasSameHashCodeAs(set)
                        .hasToString(set.text()));
    }

    private static Stream<Specifiers> parsed(String text) {
        try {
            return Stream.of(Specifiers.parse(text));
        } catch (IllegalArgumentException _) {
            return Stream.of();
        }
    }

    @Test
    void holdsOfTheVersionThatItNames() {
        RandomVersions versions = new RandomVersions(4);

        for (int round = 0; round < 20_000; round++) {
            Pep440Version version = versions.next();
            String named = version.withoutLocal().toString();

            for (String sign : List.of("==", "<=", ">=")) {
                assertThat(Specifiers.parse(sign + named).containsEvenPreReleases(version))
                        .as("%s%s and %s", sign, named, version)
                        .isTrue();
            }
            for (String sign : List.of("!=", "<", ">")) {
                assertThat(Specifiers.parse(sign + named).containsEvenPreReleases(version))
                        .as("%s%s and %s", sign, named, version)
                        .isFalse();
            }
            assertThat(Specifiers.parse("==" + version).contains(version)).isTrue();
            assertThat(Specifiers.parse("===" + version).contains(version)).isTrue();
        }
    }

    @Test
    void keepsOppositeComparisonsApartForAnyTwoVersions() {
        RandomVersions versions = new RandomVersions(17);

        for (int round = 0; round < 20_000; round++) {
            Pep440Version version = versions.next();
            String bound = versions.next().withoutLocal().toString();

            boolean below = Specifiers.parse("<=" + bound).containsEvenPreReleases(version);
            boolean above = Specifiers.parse(">" + bound).containsEvenPreReleases(version);
            boolean equal = Specifiers.parse("==" + bound).containsEvenPreReleases(version);
            boolean unequal = Specifiers.parse("!=" + bound).containsEvenPreReleases(version);

            assertThat(below && above).as("%s, bound %s", version, bound).isFalse();
            assertThat(equal).as("%s, bound %s", version, bound).isNotEqualTo(unequal);
            assertThat(equal && !below).as("%s, bound %s", version, bound).isFalse();
        }
    }
}
