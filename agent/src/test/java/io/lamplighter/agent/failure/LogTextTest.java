package io.lamplighter.agent.failure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogTextTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET https://anna:hunter22@mirror.lab.example/simple/        | GET https://***@mirror.lab.example/simple/
            GET https://anna:hunt@er22@mirror.lab.example/simple/       | GET https://***@mirror.lab.example/simple/
            GET https://anna:hunt/er22@mirror.lab.example/simple/       | GET https://***@mirror.lab.example/simple/
            GET http://hunter22@proxy.lab.example:3128                  | GET http://***@proxy.lab.example:3128
            https://conda.anaconda.org/t/hunter22-33/lab/noarch/x.conda | https://conda.anaconda.org/t/***/lab/noarch/x.conda
            https://m.example/x.whl?token=hunter22&v=1                  | https://m.example/x.whl?token=***&v=1
            https://m.example/x.whl?X-Amz-Signature=hunter22            | https://m.example/x.whl?X-Amz-Signature=***
            Authorization: Basic aHVudGVyMjI=                           | Authorization: Basic ***
            sent Bearer hunter22hunter22 twice                          | sent Bearer *** twice
            UV_INDEX_LAB_PASSWORD=hunter22 uv sync                      | UV_INDEX_LAB_PASSWORD=*** uv sync
            {"password": "hunter22", "user": "anna"}                    | {"password": "***", "user": "anna"}
            twine upload --password hunter22 x                          | twine upload --password *** x
            using hf_abcdefghijklmnopqrstuvwxyz for the hub             | using *** for the hub
            """)
    void hidesSecrets(String line, String clean) {
        assertThat(LogText.line(line)).isEqualTo(clean).doesNotContain("hunter22");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            https://mirror.lab.example:8443/simple/torch/
            https://mirror.lab.example:8443/a@b/torch/
            pkg @ https://mirror.lab.example/x.whl
            Downloading tokenizers-0.20.1-cp311.whl (3.1MiB)
            error: unexpected token ')'
            torch==2.10.0+cu126 was chosen
            """)
    void leavesOtherWordsAlone(String line) {
        assertThat(LogText.line(line)).isEqualTo(line);
    }

    @Test
    void takesOutWhatMovesATerminal() {
        assertThat(LogText.line("\u001b[31mred\u001b[0m \u001b]0;title\u0007bell\u0007 \u202ereversed\u0000\u009b"))
                .isEqualTo("red bell reversed");
        assertThat(LogText.line(" 10%\r 50%\r100% done\r")).isEqualTo("100% done");
        assertThat(LogText.line("a\ttab")).isEqualTo("a\ttab");
    }

    @Test
    void cutsLongLines() {
        assertThat(LogText.line("x".repeat(1_000_000)))
                .hasSize(LogText.LONGEST_LINE + 1)
                .endsWith("…");
    }
}
