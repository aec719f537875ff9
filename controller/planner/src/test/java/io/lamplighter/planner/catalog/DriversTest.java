package io.lamplighter.planner.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DriversTest {
    private static final Drivers DRIVERS = Catalog.shipped().drivers();

    @ParameterizedTest
    @CsvSource(textBlock = """
            13.2, LINUX,   580.65.06
            13.2, WINDOWS, 580
            12.9, LINUX,   525.60.13
            12.9, WINDOWS, 528.33
            11.8, LINUX,   450.80.02
            11.8, WINDOWS, 452.39
            10.2, LINUX,   440.33
            10.2, WINDOWS, 441.22
            10.1, LINUX,   418.39
            """)
    void asksForTheFamilyFromCuda11OnAndForTheExactDriverBefore(String cuda, DriverSystem system, String driver) {
        assertThat(DRIVERS.minimum(CudaVersion.parse(cuda), system)).contains(DottedVersion.parse(driver));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            595.71.05, CUDA 13
            580.65.05, CUDA 12
            470.82.01, CUDA 11
            450.51.04, CUDA 10.2
            440.33.01, CUDA 10.2
            390.157,   CUDA 9.1
            340.1,     none
            """)
    void saysHowFarADriverReaches(String driver, String reach) {
        assertThat(DRIVERS.reach(DottedVersion.parse(driver), DriverSystem.LINUX)
                        .orElse("none"))
                .isEqualTo(reach);
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
