package io.lamplighter.agent.probe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TreeBuildsTest {
    private static final String ROOT = "https://mirror.lab.example/pytorch/whl";

    /** As nginx, Apache and a page of PEP 503 write links, and what is none to a branch. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            <a href="../">../</a><a href="cpu/">cpu/</a><a href="cu126/">cu126/</a>        | cpu,cu126
            <A HREF="cu118/">cu118/</A> <A HREF='cu92/'>cu92/</A> <A HREF=cu130>cu130</A>  | cu118,cu130,cu92
            <a href="/pytorch/whl/cu126/">cu126</a>                                        | cu126
            <a href="https://mirror.lab.example/pytorch/whl/cu126">cu126</a>               | cu126
            <a href="./cu126/?mirror_list">cu126</a><a href="cu126/">cu126</a>             | cu126
            <a href="https://elsewhere.example/pytorch/whl/cu126/">cu126</a>               | ``
            <a href="/cu126/">cu126</a><a href="old/cu126/">cu126</a>                      | ``
            <a href="torch/">torch</a><a href="cu126/torch-2.10.0.whl">torch</a>           | ``
            <a href="rocm6.4/">rocm6.4</a><a href="cu126_full/">x</a><a href="nightly/">x</a> | ``
            <a href="http://[">broken</a>                                                  | ``
            {"meta": {"api-version": "1.0"}, "projects": [{"name": "cpu"}]}                | ``
            """)
    void takesLinksToBranchesOnly(String page, String builds) {
        assertThat(String.join(",", TreeBuilds.parse(ROOT, page))).isEqualTo(builds);
    }
}
