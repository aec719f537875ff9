package io.lamplighter.versions.conda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lamplighter.versions.Recording;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CondaVersionSpecTest {
    @ParameterizedTest(name = "{0} and {1}: {2}")
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            # a version itself
            1.7.1;                   1.7.1.0;       true
            ==1.7.1;                 1.7.1+0;       true
            ==1.7.1;                 1.7.1+cu126;   false
            !=1.7;                   1.7.1;         true
            !=1.7;                   1.7.0.0;       false
            # those that begin so
            1.7.*;                   1.7;           true
            1.7.*;                   1.7.0rc1;      true
            1.7.*;                   1.7rc1;        true
            1.7.*;                   1.70;          false
            1.7*;                    1.7.5;         true
            1.7*;                    1.70;          false
            =1.7;                    1.7.5;         true
            =1.7.*;                  1.7.5;         true
            =1.7*;                   1.7.5;         true
            =1.7;                    1.8;           false
            1.0.0.*;                 1;             true
            2013a*;                  2013ab;        true
            2013a*;                  2013b;         false
            1.2.3+4*;                1.2.3+4.5;     true
            1.2.3+4*;                1.2.4+4.5;     false
            !=1.7.*;                 1.7.5;         false
            !=1.7*;                  1.7.5;         false
            !=1.7.*;                 1.8;           true
            # order; pre-releases are versions like others
            >=1.7;                   1.7rc1;        false
            <1.7;                    1.7rc1;        true
            >=1.7.*;                 1.7;           true
            >=1.0.1*;                1.0.1rc1;      true
            >1.0.0*;                 1.0.0;         true
            <=1.7.*;                 1.7.1;         false
            >=2!1;                   1!9;           false
            # compatible
            ~=1.10;                  1.11.0;        true
            ~=1.10.0;                1.11.0;        false
            ~=3.3.2;                 3.3.1;         false
            ~=3.3.2;                 3.3.2.0;       true
            ~=1!1.4;                 1!1.9;         true
            ~=1_4;                   1.9;           true
            # any, and as text
            *;                       1!0dev;        true
            =*;                      1;             true
            >=*;                     1;             true
            1.*.1;                   1.7.1;         true
            1.*.1;                   1.7.11;        false
            1.*.RC1;                 1.7.rc1;       true
            *.7.*;                   1.7.1;         true
            =1.*.1;                  1.7.11;        true
            ^1\\.7\\.[0-9]+$;        1.7.12;        true
            ^1\\.7\\.[0-9]+$;        1.7.1a;        false
            ^(1|2)\\.0$,<2;          1.0;           true
            ^[^1].*$;                1.7.1;         false
            # alternatives and parentheses
            1.5.*|>1.7,<1.8;         1.7.1;         true
            1.5.*|>1.7,<1.8;         1.5;           true
            1.5.*|>1.7,<1.8;         1.6;           false
            (1.5|1.7),>1.6;          1.7;           true
            (1.5|1.7),>1.6;          1.5;           false
            ( (1.5|((1.6|1.7), >1.6), 1.7 |2.0))|2.1; 1.7;           true
            >=2.7, !=3.0.*, !=3.1.*; 3.2;           true
            >= 2.7 , < 3;            2.8;           true
            *,1.7;                   1.8;           false
            *|1.7;                   1.8;           true
            """)
    void decides(String spec, String version, boolean matches) {
        CondaVersionSpec read = CondaVersionSpec.parse(spec);

        assertThat(read.matches(CondaVersion.parse(version))).isEqualTo(matches);
    }

    @Test
    void decidesAsCondaDoes() {
        Recording recording = Recording.of("conda/version-specs.tsv");

        List<String> disagreements = recording.disagreements(
                row -> CondaVersionSpec.parse(row.get(0)).matches(CondaVersion.parse(row.get(1))));

        assertThat(disagreements).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``          | nothing stands here
            >=1,,<2     | nothing stands beside a comma, a bar or a parenthesis
            >=1,        | nothing stands beside a comma, a bar or a parenthesis
            ()          | nothing stands beside a comma, a bar or a parenthesis
            (1.5        | a parenthesis is not closed
            1.5)        | ")" is not expected; a comma, a bar or the end is
            (1.5)(1.6)  | "(1.6)" is not expected; a comma, a bar or the end is
            ===1.5      | === is no comparison; did you mean ==1.5?
            => 1.5      | => is no comparison; did you mean >=1.5?
            =<1.5       | =< is no comparison; did you mean <=1.5?
            <>1.5       | <> is no comparison; did you mean !=1.5?
            ~1.5        | ~ is no comparison; did you mean ~=1.5?
            ><1.5       | >< is no comparison; there are = == != <= >= < > ~=
            >=          | no version stands behind >=
            1.5 1.6     | a blank stands in "1.5 1.6"; a comma or a bar parts versions
            >=1.x&      | not a conda version: "1.x&": it has only letters, digits, dots, underscores, + and !
            =1.5.       | not a conda version: "1.5.": nothing stands beside a dot, an underscore, + or !
            1.5..*      | not a conda version: "1.5.": nothing stands beside a dot, an underscore, + or !
            ~=1         | ~= needs at least two numbers, like ~=1.0
            ~=1.5.*     | ~= and a wildcard do not go together; leave out the wildcard
            ==1.5*      | no version has a wildcard; write =1.5 for all that begin so
            ==1.*.5     | no version has a wildcard; write =1.*.5 for all that begin so
            !=1.*.5*    | a wildcard within a version stands alone, without a comparison
            !=*         | any version is compared with nothing; write * alone
            1.*.5=      | "1.*.5=" is spelled as no version is
            ^1.5        | a regular expression goes from ^ to $
            1.5$        | not a conda version: "1.5$": it has only letters, digits, dots, underscores, + and !
            """)
    void saysWhichPartIsWrong(String spec, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CondaVersionSpec.parse(spec))
                .withMessage("bad conda version spec \"" + spec + "\": " + reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            ^(?=1).*$;      it has what not every tool reads alike
            ^(1)\\1$;       it has what not every tool reads alike
            ^\\Q1\\E$;      it has what not every tool reads alike
            ^[0-9&&[^1]]$;  it has what not every tool reads alike
            ^[0-9&&1]$;     it has what not every tool reads alike
            ^1(2$;          Unclosed group
            ^1{3,2}$;       Illegal repetition range
            """)
    void refusesExpressionsThatToolsReadDifferently(String spec, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CondaVersionSpec.parse(spec))
                .withMessageContaining("bad regular expression \"" + spec + "\": " + reason);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = ';', textBlock = """
            1.5;                       ==1.5
            =1.5;                      1.5.*
            1.5*;                      1.5.*
            !=1.5*;                    !=1.5.*
            >= 1.5-RC1 , <2;           >=1.5_rc1,<2
            (1.5|1.6),<2;              ==1.5,<2|==1.6,<2
            <2,(1.5|(1.6|1.7),1.8);    <2,==1.5|<2,==1.6,==1.8|<2,==1.7,==1.8
            1|*;                       *
            *,1;                       ==1
            ~=1.4.5;                   ~=1.4.5
            ^(1|2)$;                   ^(1|2)$
            1.**.RC;                   1.*.rc
            """)
    void writesAlternativesWithoutParentheses(String spec, String text) {
        CondaVersionSpec read = CondaVersionSpec.parse(spec);

        assertThat(read).hasToString(text).isEqualTo(CondaVersionSpec.parse(text));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            >=1,<2;    <2,>=1;     true
            1|2;       2.0|1;      true
            1.7.1*;    =1.7.1;     true
            1.0;       ==1.0.0;    true
            1.0.*;     1.0.0.*;    false
            ~=1.0;     ~=1.0.0;    false
            1,2;       1|2;        false
            !=1.7.*;   1.7.*;      false
            """)
    void equalsWhatAsksTheSame(String left, String right, boolean equal) {
        CondaVersionSpec one = CondaVersionSpec.parse(left);
        CondaVersionSpec other = CondaVersionSpec.parse(right);

        assertThat(one.equals(other)).isEqualTo(equal);
        assertThat(one.hashCode() == other.hashCode() || !equal).isTrue();
    }

    @Test
    void readsItsOwnText() {
        Recording.of("conda/version-specs.tsv")
                .questions()
                .map(row -> CondaVersionSpec.parse(row.get(0)))
                .forEach(spec -> assertThat(CondaVersionSpec.parse(spec.text()))
                        .isEqualTo(spec)
                        .hasSameHashCodeAs(spec)
                        .hasToString(spec.text()));
    }

    @Test
    void holdsOfTheVersionThatItNames() {
        RandomCondaVersions versions = new RandomCondaVersions(29);

        for (int round = 0; round < 20_000; round++) {
            String version = versions.next().normalized().replace('*', '9');
            CondaVersion named = CondaVersion.parse(version);

            for (String spec : List.of(version, "==" + version, "<=" + version, ">=" + version, "=" + version)) {
                assertThat(CondaVersionSpec.parse(spec).matches(named)).as(spec).isTrue();
            }
            for (String spec : List.of("!=" + version, "<" + version, ">" + version, "!=" + version + ".*")) {
                assertThat(CondaVersionSpec.parse(spec).matches(named)).as(spec).isFalse();
            }
        }
    }

    @Test
    void refusesParenthesesThatWouldMultiplyWithoutEnd() {
        String pairs = "(1|2)" + ",(3|4)".repeat(40);
        String nested = "(".repeat(4_000) + "1" + ")".repeat(4_000);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> CondaVersionSpec.parse(pairs))
                .withMessageContaining("it stands for more than 256 alternatives");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CondaVersionSpec.parse(nested))
                .withMessageContaining("nested too deep");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CondaVersionSpec.parse("1" + ",1".repeat(10_000)))
                .withMessage("a conda version spec has at most 10000 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"^((1+)*)+x$", "^.*.*.*.*.*.*.*.*x$"})
    @Timeout(10)
    void givesUpOnAnExpressionThatWouldTakeYears(String expression) {
        CondaVersionSpec spec = CondaVersionSpec.parse(expression);
        CondaVersion version = CondaVersion.parse("1".repeat(64));
        CondaVersion longest = CondaVersion.parse("1".repeat(1_001));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> spec.matches(version))
                .withMessageContaining("takes too long");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> spec.matches(longest))
                .withMessageContaining("more than 1000 characters");
    }

    @Test
    @Timeout(10)
    void matchesTextInLinearTimeWhateverTheWildcards() {
        CondaVersionSpec globs = CondaVersionSpec.parse("1" + "*0".repeat(200) + "*x");
        CondaVersion version = CondaVersion.parse("1" + "0".repeat(2_000));

        assertThat(globs.matches(version)).isFalse();
    }
}
