package io.lamplighter.versions.pep508;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lamplighter.versions.Recording;
import io.lamplighter.versions.pep440.Pep440Version;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkerTest {
    private static final Map<String, MarkerEnvironment> ENVIRONMENTS = Map.of(
            "linux",
            environment("posix|linux|x86_64|CPython|5.15.0-91-generic|Linux|#101-Ubuntu SMP|3.11.9|cpython|3.11.9"),
            "windows",
            environment("nt|win32|AMD64|CPython|10|Windows|10.0.19045|3.13.0rc2|cpython|3.13.0rc2"),
            "pypy",
            environment("posix|linux|aarch64|PyPy|6.8|Linux||3.10.14|pypy|7.3.16"));

    @Test
    void evaluatesAsPackagingDoes() {
        Recording recording = Recording.of("packaging/markers.tsv");

        List<String> disagreements = recording.disagreements(
                row -> Marker.parse(row.get(1)).evaluate(environmentNamed(row.get(0)), extras(row.get(2))));

        assertThat(disagreements).isEmpty();
    }

    @ParameterizedTest(name = "{0} on {1}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # whole versions are compared as versions, a version's beginning as one too
            python_version >= '3.9'                               | linux   | true
            python_version == '3.11'                              | linux   | true
            python_full_version == '3.11'                         | linux   | false
            python_full_version == '3.11.*'                       | linux   | true
            python_full_version ~= '3.11.2'                       | linux   | true
            python_full_version === '3.11.9'                      | linux   | true
            '3.9' < python_version                                | linux   | true
            # pre-releases count
            python_full_version < '3.13'                          | windows | false
            python_full_version >= '3.13.0rc1'                    | windows | true
            implementation_version < '8'                          | pypy    | true
            # a release of a kernel is a version or it is not
            platform_release >= '6'                               | pypy    | true
            platform_release >= '5'                               | linux   | false
            platform_release < '6'                                | linux   | false
            platform_release == '5.15.0-91-generic'               | linux   | true
            platform_release != '5'                               | linux   | true
            # texts have no order
            sys_platform == 'linux'                               | linux   | true
            sys_platform >= 'linux'                               | linux   | true
            sys_platform > 'aix'                                  | linux   | false
            sys_platform < 'zos'                                  | linux   | false
            implementation_name === 'cpython'                     | linux   | true
            # in is a matter of letters, for versions too
            'linux' in sys_platform                               | linux   | true
            platform_machine in 'x86_64 aarch64'                  | pypy    | true
            platform_machine not in 'x86_64 aarch64'              | windows | true
            python_version in '3.10, 3.11'                        | linux   | true
            '3.1' in python_version                               | linux   | true
            # and binds closer than or
            os_name == 'nt' and os_name == 'x' or os_name == 'nt' | windows | true
            os_name == 'nt' and (os_name == 'x' or os_name == 'nt') | windows | true
            os_name == 'nt' or os_name == 'x' and os_name == 'y'  | windows | true
            (os_name == 'nt' or os_name == 'x') and os_name == 'y' | windows | false
            # two variables, two texts
            os_name == sys_platform                               | linux   | false
            python_full_version == implementation_version         | linux   | true
            '3.10' > '3.9'                                        | linux   | false
            """)
    void comparesVersionsWhereBothSidesAreSome(String marker, String environment, boolean holds) {
        Marker read = Marker.parse(marker);

        assertThat(read.evaluate(environmentNamed(environment), Set.of())).isEqualTo(holds);
    }

    @ParameterizedTest(name = "{0} with {1}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            extra == 'gpu'        | ``       | false
            extra != 'gpu'        | ``       | true
            extra == ''           | ``       | true
            extra == 'gpu'        | gpu      | true
            extra == 'gpu'        | dev,gpu  | true
            extra != 'gpu'        | dev,gpu  | false
            extra != 'gpu'        | dev,test | true
            extra == 'Note_Book'  | note.book| true
            'note--book' == extra | Note-Book| true
            extra in 'gpu cpu'    | dev,cpu  | true
            extra not in 'gpu cpu'| dev,cpu  | false
            extra not in 'gpu cpu'| dev      | true
            extra >= 'gpu'        | gpu      | true
            extra > 'cpu'         | gpu      | false
            """)
    void holdsExtrasAgainstAllThatAreAskedFor(String marker, String asked, boolean holds) {
        Marker read = Marker.parse(marker);

        assertThat(read.evaluate(environmentNamed("linux"), extras(asked))).isEqualTo(holds);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'dog' ~= 'fred'               | 'dog' and 'fred' are not both
            python_version ~= 'surprise'  | python_version and 'surprise' are not both
            python_version ~= '3'         | python_version and '3' are not both
            python_version ~= '3.8,<4'    | python_version and '3.8,<4' are not both
            sys_platform ~= '3.8'         | sys_platform and '3.8' are not both
            extra ~= '3.8'                | extra and '3.8' are not both
            """)
    void refusesTheComparisonThatHasNoMeaningForTexts(String marker, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Marker.parse(marker))
                .withMessage("bad marker \"" + marker
                        + "\": ~= compares versions, like python_full_version ~= '3.11.2'; " + reason);
    }

    @Test
    void readsATree() {
        Marker marker =
                Marker.parse("python_version>\"3.8\" and (os_name=='nt' or extra not  in 'a') and 'x' in os_name");

        assertThat(marker)
                .isEqualTo(new Marker.And(List.of(
                        compare(variable(MarkerVariable.PYTHON_VERSION), MarkerOperator.ABOVE, literal("3.8")),
                        new Marker.Or(List.of(
                                compare(variable(MarkerVariable.OS_NAME), MarkerOperator.EQUAL, literal("nt")),
                                compare(variable(MarkerVariable.EXTRA), MarkerOperator.NOT_IN, literal("a")))),
                        compare(literal("x"), MarkerOperator.IN, variable(MarkerVariable.OS_NAME)))));
        assertThat(marker.text())
                .isEqualTo("python_version > '3.8' and (os_name == 'nt' or extra not in 'a') and 'x' in os_name");
    }

    @Test
    void keepsTheQuotesThatATextNeeds() {
        assertThat(Marker.parse("platform_version == \"it's\"").text()).isEqualTo("platform_version == \"it's\"");
        assertThatIllegalArgumentException().isThrownBy(() -> literal("'\""));
    }

    @Test
    void readsItsOwnText() {
        List<Marker> markers = Recording.of("packaging/markers.tsv")
                .questions()
                .map(row -> Marker.parse(row.get(1)))
                .toList();

        assertThat(markers).allSatisfy(marker -> {
            Marker again = Marker.parse(marker.text());
            assertThat(again).isEqualTo(marker).hasSameHashCodeAs(marker);
            assertThat(again.text()).isEqualTo(marker.text());
        });
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            3.11.9,     3.11
            3.13.0rc2,  3.13
            3.9.18+,    3.9
            3,          3.0
            """)
    void derivesThePythonVersion(String full, String version) {
        Pep440Version python = Pep440Version.parse(full.replaceFirst("\\+$", "+local"));

        assertThat(MarkerEnvironment.ofCpythonOnLinux(python, "x86_64").pythonVersion())
                .isEqualTo(version);
    }

    @ParameterizedTest(name = "{0}: {1} {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            triton; sys_platform == 'linux' and platform_machine == 'x86_64'                       | true  | false
            nvidia-cublas-cu12==12.6.4.1; platform_system == "Linux" and platform_machine != "aarch64" | true | false
            pywin32; os_name == 'nt' and platform_python_implementation == 'CPython'               | false | true
            tomli>=2; python_full_version <= "3.11.0a6"                                            | false | false
            setuptools; python_version >= "3.12"                                                   | false | false
            numpy                                                                                  | true  | true
            opt-einsum>=3.3; extra == "opt-einsum"                                                 | false | false
            """)
    void tellsForWhichMachineARequirementIsMeant(String text, boolean linux, boolean windows) {
        Requirement requirement = Requirement.parse(text);
        Pep440Version python = Pep440Version.parse("3.11.9");

        assertThat(requirement.appliesTo(MarkerEnvironment.ofCpythonOnLinux(python, "x86_64"), Set.of()))
                .isEqualTo(linux);
        assertThat(requirement.appliesTo(MarkerEnvironment.ofCpythonOnWindows(python, "AMD64"), Set.of()))
                .isEqualTo(windows);
    }

    @Test
    void appliesWhenTheExtraIsAskedFor() {
        Requirement requirement = Requirement.parse("optree>=0.13; extra == 'optree'");

        assertThat(requirement.appliesTo(environmentNamed("linux"), Set.of("OpTree")))
                .isTrue();
    }

    private static Marker compare(MarkerOperand left, MarkerOperator operator, MarkerOperand right) {
        return new Marker.Comparison(left, operator, right);
    }

    private static MarkerOperand variable(MarkerVariable variable) {
        return new MarkerOperand.Variable(variable);
    }

    private static MarkerOperand literal(String value) {
        return new MarkerOperand.Literal(value);
    }

    private static Set<String> extras(String text) {
        return text.isEmpty()
                ? Set.of()
                : Set.copyOf(Stream.of(text.split(",", -1)).toList());
    }

    private static MarkerEnvironment environmentNamed(String name) {
        MarkerEnvironment environment = ENVIRONMENTS.get(name);
        assertThat(environment).as(name).isNotNull();
        return environment;
    }

    private static MarkerEnvironment environment(String values) {
        String[] value = values.split("\\|", -1);
        return new MarkerEnvironment(
                value[0],
                value[1],
                value[2],
                value[3],
                value[4],
                value[5],
                value[6],
                Pep440Version.parse(value[7]),
                value[8],
                Pep440Version.parse(value[9]));
    }
}
