package io.lamplighter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VersionsTest {
    @TempDir
    Path folder;

    private LampRun lamp;

    @BeforeEach
    void prepare() {
        lamp = new LampRun(folder);
    }

    @Test
    void ordersVersionsOfPythonPackages() {
        lamp.withInput("""
                2.10.0 2.9.1
                2.10 2.10.0
                2.10.0rc1 2.10.0
                2.10.0+cu126   2.10.0
                1.0.dev1\t1.0a1
                1!0.1 9
                """);

        int status = lamp.run("versions", "--pep440");

        assertThat(status).isZero();
        assertThat(lamp.out()).isEqualTo("1\n0\n-1\n1\n-1\n1\n");
    }

    @Test
    void ordersVersionsOfCondaPackages() {
        lamp.withInput("""
                2.10.0 2.9.1
                1.0 1.0.0
                1.0.post1 1.0
                1.0.1_ 1.0.1a
                1.0_1 1.0-1
                """);

        int status = lamp.run("versions", "--conda");

        assertThat(status).isZero();
        assertThat(lamp.out()).isEqualTo("1\n0\n1\n-1\n0\n");
    }

    @ParameterizedTest(name = "{0} and {1}: {2}")
    @CsvSource(delimiter = ';', textBlock = """
            >=2.10;               2.10.1;        true
            >2.10.0;              2.10.0+cu126;  false
            <=2.10.0;             2.10.0+cu126;  true
            <3.0;                 3.0rc1;        false
            # pre-releases are admitted
            >=2.0;                2.1rc1;        true
            ==2.*;                2.1.dev3;      true
            # a spec may hold blanks
            >= 2.0 , < 3;         2.10;          true
            ~=2.10.1;             2.11;          false
            ===2.10;              2.10.0;        false
            """)
    void matchesSpecifiers(String spec, String version, boolean matches) {
        lamp.withInput(spec + " " + version + "\n");

        int status = lamp.run("versions", "--pep440", "--match");

        assertThat(status).isZero();
        assertThat(lamp.out()).isEqualTo(matches + "\n");
    }

    @ParameterizedTest(name = "{0} and {1}: {2}")
    @CsvSource(delimiter = ';', textBlock = """
            # a version spec
            >=1,<2;                             1.9;            true
            >=1, <2 | 3.*;                      3.1rc1;         true
            2.5.*;                              2.5.1=cpu_0;    true
            *;                                  2.5.1;          true
            *.5.*;                              2.5.1;          true
            * , 2.5;                            2.5.1;          false
            ^2\\.[0-5]\\..*$;                   2.5.1;          true
            =2.5;                               2.5.1;          true
            ==2.5;                              2.5.1;          false
            # a MatchSpec, whose name counts as matching
            pytorch=2.5;                        2.5.1;          true
            pytorch 2.5;                        2.5.1;          false
            __cuda>=12.6;                       12.8;           true
            conda-forge::pytorch>=2;            2.5.1;          true
            pytorch[version='>=2',build=cuda*]; 2.5.1=cuda_0;   true
            * 2.5.*;                            2.5.1;          true
            *[build=cuda*];                     2.5.1=cpu_0;    false
            # with a build
            pytorch=2.5.*=py3.11_cuda*;         2.5.1=py3.11_cuda12.4_0; true
            pytorch=2.5.*=py3.11_cuda*;         2.5.1=py3.11_cpu_0;      false
            pytorch 2.5.* *cuda*;               2.5.1=py3.11_cuda12.4_0; true
            pytorch=2.5=*cuda*;                 2.5.1=py3.11_cuda12.4_0; false
            2.5.*=*cuda*;                       2.5.1=py3.11_cuda12.4_0; true
            >=2,<3=cpu*;                        2.5.1=cuda_0;   false
            # a build that nobody tells counts as matching
            pytorch=2.5.*=py3.11_cuda*;         2.5.1;          true
            pytorch=2.5.*=py3.11_cuda*;         2.6.0;          false
            """)
    void matchesVersionSpecsAndMatchSpecs(String spec, String version, boolean matches) {
        lamp.withInput(spec + " " + version + "\n");

        int status = lamp.run("versions", "--conda", "--match");

        assertThat(status).isZero();
        assertThat(lamp.out()).isEqualTo(matches + "\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --pep440         | 1.0
            --pep440         | latest 1.0
            --pep440         | 1.0 1.0 1.0
            --pep440         | ''
            --pep440         | '  '
            --pep440         | 1.0 1.0é
            --pep440 --match | >=1.0
            --pep440 --match | => 1.0 1.0
            --pep440 --match | >=1.0 latest
            --pep440 --match | 1.0 1.0
            --conda          | 1..0 1.0
            --conda          | 1.0 2.0 3.0
            --conda --match  | pytorch
            --conda --match  | >=1,,<2 1
            --conda --match  | 1.0 2.0 3.0
            --conda --match  | pytorch => 2 2
            --conda --match  | pytorch[md5=0] 2
            --conda --match  | pytorch 2=
            --conda --match  | pytorch 2=a=b
            --conda --match  | ^((1+)*)+x$ 1111111111111111111111111111111111111111
            """)
    void answersEveryLineThoughOneIsBad(String options, String bad) {
        String good = options.contains("--match") ? ">=1 2" : "1 2";
        lamp.withInput(good + "\n" + bad + "\n" + good + "\n");

        int status = lamp.run(("versions " + options).split(" ", -1));

        String answer = options.contains("--match") ? "true" : "-1";
        assertThat(status).isEqualTo(2);
        assertThat(lamp.out()).isEqualTo(answer + "\ninvalid\n" + answer + "\n");
        assertThat(lamp.err()).isEmpty();
    }

    @Test
    void readsWhatWindowsAndAForgottenLineEndWrite() {
        lamp.withInput("1 2\r\n 2 1 \r\n1 1");

        int status = lamp.run("versions", "--pep440");

        assertThat(status).isZero();
        assertThat(lamp.out()).isEqualTo("-1\n1\n0\n");
    }

    @Test
    void saysNothingToNoLine() {
        int status = lamp.run("versions", "--conda");

        assertThat(status).isZero();
        assertThat(lamp.out()).isEmpty();
    }

    @Test
    void answersAHundredThousandLinesInTheirOrder() {
        List<Integer> numbers = IntStream.range(0, 100_000).boxed().toList();
        lamp.withInput(numbers.stream()
                .map(number -> ">=2." + number + ",<3 2." + (number + number % 2 - 1) + "\n")
                .collect(Collectors.joining()));

        int status = lamp.run("versions", "--conda", "--match");

        assertThat(status).isEqualTo(2);
        assertThat(lamp.out().lines())
                .hasSize(100_000)
                .startsWith("invalid", "true", "false", "true")
                .containsOnlyOnce("invalid");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            versions                         | --pep440 or --conda is missing
            versions --match                 | --pep440 or --conda is missing
            versions --pep440 --conda        | --pep440 and --conda do not go together
            """)
    void wantsOneSchemeOnly(String arguments, String mistake) {
        lamp.withInput("1 2\n");

        int status = lamp.run(arguments.split(" ", -1));

        assertThat(status).isEqualTo(2);
        assertThat(lamp.err())
                .isEqualToIgnoringNewLines("lamp: " + mistake + "; `lamp versions --help` says what each reads");
        assertThat(lamp.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--pep440", "--conda", "--match"})
    void helpsWithItsOptions(String option) {
        int status = lamp.run("versions", "--help");

        assertThat(status).isZero();
        assertThat(lamp.out())
                .startsWith("Usage: lamp versions (--pep440 | --conda) [--match]")
                .contains(option);
    }
}
