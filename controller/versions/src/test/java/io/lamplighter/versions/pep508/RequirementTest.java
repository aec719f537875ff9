package io.lamplighter.versions.pep508;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lamplighter.versions.pep440.Specifiers;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequirementTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            numpy                          | numpy             | ''
            torch==2.10.*                  | torch             | ==2.10.*
            numpy<3                        | numpy             | <3
            numpy >= 1.26 , < 3            | numpy             | >=1.26,<3
            numpy (>=1.26,<3)              | numpy             | >=1.26,<3
            numpy()                        | numpy             | ''
            numpy>=1.26,                   | numpy             | >=1.26
            numpy (>=1.26 , )              | numpy             | >=1.26
            Typing_Extensions.x--y~=4.0    | typing-extensions-x-y | ~=4.0
            torch==2.10.0+cu126            | torch             | ==2.10.0+cu126
            3d-tools!=1.0                  | 3d-tools          | !=1.0
            """)
    void readsNameAndSpecifiers(String text, String name, String specifiers) {
        Requirement requirement = Requirement.parse(text);

        assertThat(requirement).isEqualTo(new Requirement(name, Set.of(), Specifiers.parse(specifiers), null));
    }

    @Test
    void readsExtrasAndMarkerWithTheRest() {
        Requirement requirement = Requirement.parse("jupyter [Lab, note_book]>=1.0 ; python_version >= '3.10'");

        assertThat(requirement)
                .isEqualTo(new Requirement(
                        "jupyter", Set.of("lab", "note-book"), Specifiers.parse(">=1.0"), "python_version >= '3.10'"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "os_name == 'posix'",
                "'linux' in sys_platform",
                "platform_machine not  in 'aarch64 arm64'",
                "python_version>='3.10' and (sys_platform == \"linux\" or platform_system=='Linux')",
                "((extra == 'gpu'))",
                "implementation_name === 'cpython' or python_full_version ~= '3.11.2' and platform_release < '6'",
                "platform_version != '#1 SMP; (x)'"
            })
    void takesMarkersOfTheGrammar(String marker) {
        assertThat(Requirement.parse("numpy;" + marker).marker()).isEqualTo(marker);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            python_versoin >= '3.10'        | there is no variable "python_versoin"
            linux == sys_platform           | there is no variable "linux"
            python_version >= 3.10          | a variable or a quoted text is missing before "3.10"
            python_version '3.10'           | a comparison is missing before "'3.10'"
            python_version => '3.10'        | a comparison is missing before "=> '3.10'"
            python_version >=               | a variable or a quoted text is missing at the end
            python_version >= '3.10' or     | a variable or a quoted text is missing at the end
            (python_version >= '3.10'       | a parenthesis is not closed
            python_version >= '3.10')       | ")" is not expected; and, or, or the end is
            os_name == 'a' os_name == 'b'   | "os_name == 'b'" is not expected; and, or, or the end is
            os_name == 'a' && os_name == 'b'| "&& os_name == 'b'" is not expected; and, or, or the end is
            os_name == 'a\\nb'              | a variable or a quoted text is missing before "'a\\nb'"
            os_name == 'posix               | a variable or a quoted text is missing before "'posix"
            """)
    void refusesWhatIsNoMarker(String marker, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Requirement.parse("numpy; " + marker))
                .withMessageContaining("bad marker \"" + marker + "\": " + reason);
    }

    @Test
    void refusesAMarkerThatWouldExhaustTheStack() {
        String text = "numpy; " + "(".repeat(100_000) + "os_name == 'posix'" + ")".repeat(100_000);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Requirement.parse(text))
                .withMessageContaining("nested too deep");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            -r requirements.txt          | "-r" is an option of pip, not a requirement
            -rrequirements.txt           | "-rrequirements.txt" is an option of pip
            --index-url=https://x.example| "--index-url" is an option of pip
            --extra-index-url http://x   | "--extra-index-url" is an option of pip
            -e .                         | "-e ." is an editable install
            --editable ./lib             | "--editable ./lib" is an editable install
            https://x.example/a.whl      | a URL (https://…) is not a requirement
            git+https://x.example/a.git  | a URL (git+https://…) is not a requirement
            git+ssh://git@x.example/a    | a URL (git+ssh://…) is not a requirement
            file:///tmp/a.whl            | a URL (file://…) is not a requirement
            numpy @ https://x.example/a  | "numpy @ …" takes a package from a URL; write "numpy"
            numpy@file:///a              | "numpy @ …" takes a package from a URL
            numpy[x] @ https://x.example | "numpy @ …" takes a package from a URL
            ./numpy                      | "./numpy" is a path
            ../numpy                     | "../numpy" is a path
            .                            | "." is a path
            ~/numpy                      | "~/numpy" is a path
            /srv/numpy                   | "/srv/numpy" is a path
            C:\\numpy                    | "C:\\numpy" is a path
            wheels/numpy.whl             | "wheels/numpy.whl" is a path
            numpy-2.0-py3-none-any.whl   | "numpy-2.0-py3-none-any.whl" is a path
            requirements.txt             | "requirements.txt" is a path
            """)
    void refusesOptionsAddressesAndPathsUnderTheirOwnNames(String text, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Requirement.parse(text))
                .withMessageContaining(message);
    }

    @Test
    void doesNotRepeatThePasswordOfAUrl() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Requirement.parse("numpy @ https://me:geheim@x.example/numpy.whl"))
                .withMessageNotContaining("geheim");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Requirement.parse("https://me:geheim@x.example/numpy.whl"))
                .withMessageNotContaining("geheim");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ==2.0             | bad requirement "==2.0": a package's name is missing
            ``                | bad requirement "": a package's name is missing
            _numpy            | bad requirement "_numpy": a package's name is missing
            numpy==           | bad requirement "numpy==": bad version specifier "==": no version stands behind ==
            numpy=<1          | bad requirement "numpy=<1": bad version specifier "=<1": =< is no comparison; did you mean <=1?
            numpy 2.0         | bad requirement "numpy 2.0": "2.0" is not expected behind the name; one entry holds one package
            numpy scipy       | bad requirement "numpy scipy": "scipy" is not expected behind the name; one entry holds one package
            numpy,scipy       | bad requirement "numpy,scipy": bad version specifiers ",scipy": nothing stands beside a comma
            numpy,            | bad requirement "numpy,": bad version specifiers ",": nothing stands beside a comma
            numpy>=1,,        | bad requirement "numpy>=1,,": bad version specifiers ">=1,,": nothing stands beside a comma
            numpy (>=1        | bad requirement "numpy (>=1": the specifiers are not closed by )
            numpy (>=1) <3    | bad requirement "numpy (>=1) <3": "<3" is not expected behind the requirement
            numpy[a           | bad requirement "numpy[a": the list of extras is not closed by ]
            numpy[a,]         | bad requirement "numpy[a,]": an extra's name is missing
            numpy;            | bad requirement "numpy;": no marker stands behind ;
            numpy # the array | bad requirement "numpy # the array": bad version specifier "# the array": a comparison is missing; write ==# the array or >=# the array
            numpy>=1 --pre    | bad requirement "numpy>=1 --pre": bad version specifier ">=1 --pre": "1 --pre" is no version
            """)
    void saysWhatIsWrongWithARequirement(String text, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Requirement.parse(text))
                .withMessage(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "numpy\n--index-url https://x.example",
                "numpy>=1\n--pre",
                "numpy\n",
                "numpy>=1,\n<2",
                "numpy\u2028>=1",
                "numpy; os_name == 'posix'\n-r x",
                "numpy; os_name == '\n-r x'"
            })
    void refusesALineBreakThatWouldBeginAnotherRequirement(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Requirement.parse(text));
    }

    @Test
    void takesBlanksAtEitherEnd() {
        assertThatCode(() -> Requirement.parse(" \tnumpy<3\t ")).doesNotThrowAnyException();
    }
}
