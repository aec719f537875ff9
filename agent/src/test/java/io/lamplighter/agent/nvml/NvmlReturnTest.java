package io.lamplighter.agent.nvml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NvmlReturnTest {
    /** {@code nvmlReturn_t} as {@code nvml.h} 13.3.29 has it. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            0, success
            1, uninitialized
            2, invalid_argument
            3, not_supported
            4, no_permission
            5, already_initialized
            6, not_found
            7, insufficient_size
            8, insufficient_power
            9, driver_not_loaded
            10, timeout
            11, irq_issue
            12, library_not_found
            13, function_not_found
            14, corrupted_inforom
            15, gpu_is_lost
            16, reset_required
            17, operating_system
            18, lib_rm_version_mismatch
            19, in_use
            20, memory
            21, no_data
            22, vgpu_ecc_not_supported
            23, insufficient_resources
            24, freq_not_supported
            25, argument_version_mismatch
            26, deprecated
            27, not_ready
            28, gpu_not_found
            29, invalid_state
            999, unknown
            30, unlisted
            """)
    void keepsEveryNumberApart(int code, String label) {
        assertThat(NvmlReturn.of(code).label()).isEqualTo(label);
    }

    @Test
    void hasNoNumberThatIsNotInTheTable() {
        assertThat(Stream.of(NvmlReturn.values())).hasSize(32);
    }
}
