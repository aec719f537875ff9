package io.lamplighter.planner.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.api.machine.ComputeCapability;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CudnnSupportTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            9.10.2.21, 12.8, 12.0, Yes[]
            9.10.2.21, 12.6, 12.0, No[]
            9.10.2.21, 12.6, 5.2,  Yes[]
            9.1.0.70,  11.8, 3.7,  No[]
            8.5.0.96,  11.7, 3.7,  Yes[]
            9.17.0.1,  13.0, 7.0,  No[]
            9.26.0.51, 13.2, 7.5,  ByNeighbour[cudnn=9.17.0]
            9.13.0.50, 13.0, 8.6,  ByNeighbour[cudnn=9.10.2]
            9.13.0.50, 13.0, 7.0,  NotKnown[]
            8.7.0.84,  11.8, 3.7,  NotKnown[]
            9.7.1.26,  12.8, 12.0, NotKnown[]
            7.6.5,     10.2, 7.0,  NotKnown[]
            """)
    void answersFromItsOwnRowAndElseFromNeighboursThatAgree(String cudnn, String cuda, String gpu, String answer) {
        assertThat(Catalog.shipped()
                        .cudnn()
                        .lists(
                                DottedVersion.parse(cudnn),
                                CudaVersion.parse(cuda),
                                ComputeCapability.parse(gpu),
                                false))
                .hasToString(answer);
    }
}
