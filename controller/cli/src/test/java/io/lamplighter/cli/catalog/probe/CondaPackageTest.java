package io.lamplighter.cli.catalog.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.api.manifest.BuildName;
import io.lamplighter.cli.catalog.wheel.PythonTag;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CondaPackageTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            py3.11_cuda12.1_cudnn9.1.0_0        | python >=3.11,<3.12.0a0         | cu121 | 3.11
            py3.8_cuda10.2_cudnn7.6.5_0         | none                            | cu102 | 3.8
            py3.9_cuda9.2_cudnn7.6.3_0          | none                            | cu92  | 3.9
            py3.11_cpu_0                        | python >=3.11,<3.12.0a0         | cpu   | 3.11
            py311_cu121                         | none                            | cu121 | 3.11
            py310_cpu                           | none                            | cpu   | 3.10
            cuda126_generic_py311_h0b3a1d5_200  | python_abi 3.11.* *_cp311       | cu126 | 3.11
            cuda129_mkl_py314_h0b3a1d5_300      | python >=3.14,<3.15.0a0         | cu129 | 3.14
            cuda112py39h3ad47f5_1               | python_abi 3.9.* *_cp39         | cu112 | 3.9
            cpu_mkl_py312_h5f9d2c1_100          | python >=3.12,<3.13.0a0         | cpu   | 3.12
            cpu_py38hd610c6a_0                  | python_abi 3.8.* *_cp38         | cpu   | 3.8
            py3.12_0                            | python >=3.12,<3.13.0a0         | none  | 3.12
            h7480c83_3                          | none                            | none  | none
            hcpu_cudaless                       | python >=3.9                    | none  | none
            """)
    void readsBuildAndPython(String build, String depends, String name, String python) {
        CondaPackage entry = new CondaPackage(
                "pytorch", "2.5.1", build, depends == null ? List.of("blas * mkl") : List.of("blas * mkl", depends));

        assertThat(entry.buildName()).isEqualTo(Optional.ofNullable(name).map(BuildName::new));
        assertThat(entry.python().map(PythonTag::toString)).isEqualTo(Optional.ofNullable(python));
    }
}
