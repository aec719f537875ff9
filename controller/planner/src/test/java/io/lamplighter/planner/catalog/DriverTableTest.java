package io.lamplighter.planner.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DriverTableTest {
    private static final DriverTable DRIVERS = Catalog.shipped().drivers();

    @ParameterizedTest
    @CsvSource(textBlock = """
            13.2, 580.65.06
            12.9, 525.60.13
            11.8, 450.80.02
            10.2, 440.33
            10.1, 418.39
            """)
    void asksForTheFamilyFromCuda11OnAndForTheExactDriverBefore(String cuda, String driver) {
        assertThat(DRIVERS.minimum(CudaVersion.parse(cuda))).contains(DottedVersion.parse(driver));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            595.71.05, CUDA 13
            580.65.05, CUDA 12
            470.82.01, CUDA 11
            450.80.01, CUDA 10.2
            440.33.01, CUDA 10.2
            340.1,     none
            """)
    void saysHowFarADriverReaches(String driver, String reach) {
        assertThat(DRIVERS.reach(DottedVersion.parse(driver)).orElse("none")).isEqualTo(reach);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            450.80.02, 450.80.2,  0
            580.9,     580.65.06, -1
            580.65.06, 580,       1
            """)
    void comparesDriversNumberByNumber(String left, String right, int expected) {
        assertThat(Integer.signum(DottedVersion.parse(left).compareTo(DottedVersion.parse(right))))
                .isEqualTo(expected);
    }
}
