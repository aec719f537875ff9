package io.lamplighter.versions.conda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lamplighter.versions.Recording;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MatchSpecTest {
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = ';', textBlock = """
            pytorch;                              pytorch
            PyTorch;                              pytorch
            pytorch=2.5;                          pytorch=2.5.*
            pytorch =2.5;                         pytorch=2.5.*
            pytorch = 2.5;                        pytorch=2.5.*
            pytorch=2.5.*;                        pytorch=2.5.*
            pytorch=2.5*;                         pytorch=2.5.*
            pytorch==2.5.*;                       pytorch=2.5.*
            pytorch == 2.5*;                      pytorch=2.5.*
            pytorch==2.4.*|==2.5.1;               pytorch=2.4.*|==2.5.1
            pytorch 2.5.*;                        pytorch=2.5.*
            pytorch 2.5.* *;                      pytorch=2.5.*
            pytorch 2.5;                          pytorch==2.5
            pytorch==2.5;                         pytorch==2.5
            pytorch 2.5 *;                        pytorch==2.5
            pytorch=2.5=*cuda*;                   pytorch=2.5=*cuda*
            pytorch==2.5=*cuda*;                  pytorch=2.5=*cuda*
            pytorch =2.5 *cuda*;                  pytorch=2.5=*cuda*
            pytorch 2.5 *cuda*;                   pytorch=2.5=*cuda*
            pytorch=2.5.*=py3.11_cuda*;           pytorch=2.5.*=py3.11_cuda*
            pytorch 2.5.* *cuda*;                 pytorch=2.5.*=*cuda*
            pytorch[build=*cuda*];                pytorch=*=*cuda*
            pytorch * *cuda*;                     pytorch=*=*cuda*
            pytorch>=2,<3;                        pytorch>=2,<3
            pytorch >= 2 , < 3;                   pytorch>=2,<3
            pytorch >=2, <3 *cuda*;               pytorch>=2,<3=*cuda*
            pytorch>=2,<3=*CUDA*;                 pytorch>=2,<3=*cuda*
            pytorch!=2.5.*;                       pytorch!=2.5.*
            pytorch~=2.5.1;                       pytorch~=2.5.1
            pytorch=2.4|2.5.1;                    pytorch=2.4.*|==2.5.1
            pytorch 2.4.*|2.5.1 cpu*;             pytorch=2.4.*|==2.5.1=cpu*
            pytorch (2.4|2.5),<2.5;               pytorch==2.4,<2.5|==2.5,<2.5
            conda-forge::pytorch>=2;              conda-forge::pytorch>=2
            conda-forge/linux-64::pytorch;        conda-forge/linux-64::pytorch
            pkgs/main::pytorch=2;                 pkgs/main::pytorch=2.*
            https://conda.example/lab/linux-64::pytorch; https://conda.example/lab/linux-64::pytorch
            https://conda.example:8443/lab::pytorch; https://conda.example:8443/lab::pytorch
            */linux-64::pytorch;                  pytorch[subdir=linux-64]
            pytorch[channel=conda-forge,subdir=linux-64]; conda-forge/linux-64::pytorch
            defaults/win-64::pytorch[channel='conda-forge', subdir="linux-64"]; conda-forge/linux-64::pytorch
            pytorch[channel=conda-forge/noarch];  conda-forge/noarch::pytorch
            pytorch[version='>=2',build=cuda*,channel=conda-forge]; conda-forge::pytorch>=2=cuda*
            pytorch [version='>=2' build="cuda*"]; pytorch>=2=cuda*
            pytorch 1.0[version=2.5.*];           pytorch=2.5.*
            pytorch[version=2.5];                 pytorch==2.5
            pytorch[version='=2.5'];              pytorch=2.5.*
            pytorch[version='^2\\.[0-4]$'];       pytorch[version='^2\\.[0-4]$']
            pytorch=2.*.1=cpu*;                   pytorch[version='2.*.1',build='cpu*']
            pytorch[build='^py3(10|11)_.*$'];     pytorch[build='^py3(10|11)_.*$']
            _openmp_mutex 4.5 2_gnu;              _openmp_mutex=4.5=2_gnu
            __cuda>=12.6;                         __cuda>=12.6
            *=2.5;                                *=2.5.*
            pytorch*;                             pytorch*
            """)
    void readsEachFormAndWritesOne(String text, String canonical) {
        MatchSpec spec = MatchSpec.parse(text);

        assertThat(spec.text()).isEqualTo(canonical);
        assertThat(MatchSpec.parse(canonical))
                .isEqualTo(spec)
                .hasSameHashCodeAs(spec)
                .hasToString(canonical);
    }

    @Test
    void tellsItsParts() {
        MatchSpec whole = MatchSpec.parse("conda-forge/linux-64::pytorch=2.5.*=*cuda*");
        MatchSpec name = MatchSpec.parse("pytorch");

        assertThat(whole.name()).isEqualTo("pytorch");
        assertThat(whole.version()).isEqualTo(CondaVersionSpec.parse("2.5.*"));
        assertThat(whole.build()).contains("*cuda*");
        assertThat(whole.channel()).contains("conda-forge");
        assertThat(whole.subdir()).contains("linux-64");
        assertThat(name.version()).isEqualTo(CondaVersionSpec.ANY);
        assertThat(name.build()).isEmpty();
        assertThat(name.channel()).isEmpty();
        assertThat(name.subdir()).isEmpty();
    }

    @ParameterizedTest(name = "{0} and {1} {2} {3}: {4}")
    @CsvSource(delimiter = ';', textBlock = """
            pytorch=2.5.*=py3.11_cuda*;  pytorch;      2.5.1; py3.11_cuda12.4_cudnn9.1.0_0; true
            pytorch=2.5.*=py3.11_cuda*;  PyTorch;      2.5.1; py3.11_cuda12.4_cudnn9.1.0_0; true
            pytorch=2.5.*=py3.11_cuda*;  pytorch-cuda; 2.5.1; py3.11_cuda12.4_cudnn9.1.0_0; false
            pytorch=2.5.*=py3.11_cuda*;  pytorch;      2.5.1; py3.12_cuda12.4_cudnn9.1.0_0; false
            pytorch=2.5.*=py3.11_cuda*;  pytorch;      2.6.0; py3.11_cuda12.4_cudnn9.1.0_0; false
            pytorch=2.5=*cuda*;          pytorch;      2.5.1; cuda126_py311_0;              false
            pytorch=2.5=*cuda*;          pytorch;      2.5.0; cuda126_py311_0;              true
            pytorch=2.5.1=cpu_mkl_0;     pytorch;      2.5.1; cpu_mkl_0;                    true
            pytorch=2.5.1=cpu_mkl_0;     pytorch;      2.5.1; cpu_mkl_01;                   false
            pytorch 2.5.1 CPU_*;         pytorch;      2.5.1; cpu_mkl_0;                    true
            pytorch[build='^(cpu|cuda)_.*$']; pytorch; 2.5.1; cuda_0;                       true
            pytorch[build='^(cpu|cuda)_.*$']; pytorch; 2.5.1; rocm_0;                       false
            pytorch * a*b*a;             pytorch;      2;     aba;                          true
            pytorch * a*b*a;             pytorch;      2;     ab;                           false
            pytorch * ab*ba;             pytorch;      2;     aba;                          false
            *=2;                         anything;     2.5;   0;                            true
            py*;                         pytorch;      2.5;   0;                            true
            win-64::pytorch;             pytorch;      2.5;   0;                            true
            """)
    void matchesNameVersionAndBuild(String spec, String name, String version, String build, boolean matches) {
        MatchSpec read = MatchSpec.parse(spec);

        assertThat(read.matches(name, CondaVersion.parse(version), build)).isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(strings = {"conda/match-specs.tsv", "rattler/match-specs.tsv"})
    void matchesAsCondasToolsDo(String recorded) {
        Recording recording = Recording.of(recorded);

        List<String> disagreements = recording.disagreements(row -> matches(MatchSpec.parse(row.get(0)), row));
        List<String> ofTheText = recording.disagreements(
                row -> matches(MatchSpec.parse(MatchSpec.parse(row.get(0)).text()), row));

        assertThat(disagreements).isEmpty();
        assertThat(ofTheText).isEmpty();
    }

    @Test
    void readsItsOwnText() {
        Recording.of("conda/match-specs.tsv")
                .questions()
                .map(row -> MatchSpec.parse(row.get(0)))
                .forEach(spec -> assertThat(MatchSpec.parse(spec.text()))
                        .isEqualTo(spec)
                        .hasSameHashCodeAs(spec)
                        .hasToString(spec.text()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            pytorch 2.5;          pytorch==2.5.0;          true
            pytorch=2.5;          pytorch 2.5.*;           true
            pytorch[build=A*];    PYTORCH * a**;           true
            pytorch 2.5;          pytorch=2.5;             false
            a::pytorch;           b::pytorch;              false
            a/noarch::pytorch;    a/linux-64::pytorch;     false
            pytorch * a;          pytorch * b;             false
            """)
    void equalsWhatAsksTheSame(String left, String right, boolean equal) {
        MatchSpec one = MatchSpec.parse(left);
        MatchSpec other = MatchSpec.parse(right);

        assertThat(one.equals(other)).isEqualTo(equal);
        assertThat(one.hashCode() == other.hashCode() || !equal).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiterString = " -> ", quoteCharacter = '`', textBlock = """
            `` ->                          a package's name is missing; * is any
            >=2 ->                         a package's name is missing; * is any
            -c -> "-c" is no name of a package
            --file=/etc/passwd -> "--file" is no name of a package
            -c::pytorch -> a channel is a name or an address, like conda-forge
            pytorch[subdir='-c x'] -> "-c x" is no platform's folder, like linux-64
            pytorch@2.5 ->                 "pytorch@2.5" is no name of a package
            pytorch # the framework ->     bad conda version spec "# the": a blank stands in "# the"; a comma or a bar parts versions
            pytorch= ->                    bad conda version spec "=": no version stands behind =
            pytorch== ->                   bad conda version spec "==": no version stands behind ==
            pytorch===2.5 -> bad conda version spec "===2.5": === is no comparison; did you mean ==2.5?
            pytorch => 2.5 ->              bad conda version spec "=> 2.5": => is no comparison; did you mean >=2.5?
            pytorch 2.5 2.6 *cuda* ->      bad conda version spec "2.5 2.6": a blank stands in "2.5 2.6"; a comma or a bar parts versions
            pytorch 2.5 *cuda*|*cpu* ->    bad conda version spec "2.5 *cuda*|*cpu*": a blank stands in "2.5 *cuda*"; a comma or a bar parts versions
            pytorch==2.5*=*cuda* ->        bad conda version spec "==2.5*": no version has a wildcard; write =2.5 for all that begin so
            pytorch 2.5 py-3 ->            "py-3" is no build; one has letters, digits, dots, underscores, + and *
            pytorch[build='*a|*b'] ->      "*a|*b" is no build; one has letters, digits, dots, underscores, + and *
            pytorch[version='2', ->        the brackets are not closed by ] at the end
            pytorch[version='2'] x ->      the brackets are not closed by ] at the end
            pytorch[cuda] ->               key=value is expected in brackets, found "cuda"
            pytorch[version<2] ->          key=value is expected in brackets, found "version<2"
            pytorch[version='2'build=0] -> key=value is expected in brackets, found "version='2'build=0"
            pytorch[version=''] ->         nothing stands behind version=
            pytorch[build=a,build=b] ->    build stands in brackets twice
            pytorch[md5=012345] ->         "md5" is not matched here; there are version, build, channel, subdir
            pytorch[name=numpy] ->         "name" is not matched here; there are version, build, channel, subdir
            pytorch[build='^(?i)cpu$'] ->  bad regular expression "^(?i)cpu$": it has what not every tool reads alike: quotes, (?, a [ within [], &&, or a backslash before a letter other than d, w, s and b
            pytorch[build="^it's$"] -> bad regular expression "^it's$": it has what not every tool reads alike: quotes, (?, a [ within [], &&, or a backslash before a letter other than d, w, s and b
            conda-forge:pytorch ->         two colons stand behind a channel, like conda-forge::pytorch
            ::pytorch ->                   a channel is a name or an address, like conda-forge
            conda forge::pytorch ->        a channel is a name or an address, like conda-forge
            pytorch-2.5.1-cpu_0.conda ->   it is a file; name the package, and say in sources where it comes from
            https://x.example/linux-64/pytorch-2.5.1-cpu_0.tar.bz2 -> it is a file; name the package, and say in sources where it comes from
            """)
    void saysWhatIsWrong(String text, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MatchSpec.parse(text))
                .withMessage("bad MatchSpec \"" + text + "\": " + reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pytorch\n--file x", "pytorch\n2.5", "pytorch\n", "pytorch 2.5\r*cuda*", "pytorch\0"})
    void refusesALineBreakThatWouldBeginAnotherSpec(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MatchSpec.parse(text))
                .withMessageContaining("it holds a line break");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://me:geheim@x.example/lab::pytorch",
                "https://x.example/t/geheim/lab::pytorch",
                "pytorch[channel='https://me:geheim@x.example/lab']",
                "https://me:geheim@x.example/lab::pytorch=>2",
                "https://x.example/t/geheim::pytorch"
            })
    void doesNotRepeatThePasswordOrTheTokenOfAChannel(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MatchSpec.parse(text))
                .withMessageContaining("bad MatchSpec")
                .withMessageContaining("no password and no token")
                .withMessageNotContaining("geheim");
    }

    private static boolean matches(MatchSpec spec, List<String> row) {
        return spec.matches(row.get(1), CondaVersion.parse(row.get(2)), row.get(3));
    }
}
