package io.lamplighter.agent.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.Unit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {
    private static final String ODD = "NVIDIA \"RTX\" C:\\A5000\nAda\rГПУ";

    private final Page page = new Page();

    /** The second time from the beginnings of lines that are kept. */
    @ParameterizedTest
    @ValueSource(strings = {"application/openmetrics-text", "text/plain"})
    void isWhatPrometheusClientWouldWrite(String accepted) throws IOException {
        ExpositionFormatWriter format = ExpositionFormats.init().findWriter(accepted);
        Series used = Series.gauge(page, "lamplighter_used_bytes", "Memory \\ in use.", "gpu");
        Series errors = Series.counter(page, "lamplighter_errors_total", "Errors.");
        Series info = Series.info(page, "lamplighter_gpu_info", "What it is.", "gpu", "model");
        Series.gauge(page, "lamplighter_nothing", "Nothing is known.");
        info.show(Map.of(List.of("0", ODD), 1.0));

        for (double value : new double[] {0, 1.5e12}) {
            used.show(Map.of(List.of(ODD), value));
            errors.show(value);

            assertThat(page.text(format)).isEqualTo(client(format, value));
        }
    }

    private static String client(ExpositionFormatWriter format, double value) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        format.write(
                text,
                MetricSnapshots.of(
                        new GaugeSnapshot(
                                new MetricMetadata("lamplighter_used_bytes", "Memory \\ in use.", Unit.BYTES),
                                List.of(new GaugeDataPointSnapshot(value, Labels.of("gpu", ODD), null))),
                        new CounterSnapshot(
                                new MetricMetadata("lamplighter_errors", "Errors."),
                                List.of(new CounterDataPointSnapshot(value, Labels.EMPTY, null, 0))),
                        new InfoSnapshot(
                                new MetricMetadata("lamplighter_gpu", "What it is."),
                                List.of(new InfoDataPointSnapshot(Labels.of("gpu", "0", "model", ODD))))));
        return text.toString(UTF_8);
    }

    @Test
    void forgetsWhatIsShownNoLonger() {
        ExpositionFormatWriter format = ExpositionFormats.init().getPrometheusTextFormatWriter();
        Series used = Series.gauge(page, "lamplighter_used_bytes", "Memory in use.", "gpu");
        used.show(Map.of(List.of("0"), 1.0, List.of("1"), 2.0));
        page.text(format);

        used.show(Map.of(List.of("1"), 3.0));

        assertThat(page.text(format))
                .endsWith("lamplighter_used_bytes{gpu=\"1\"} 3.0\n")
                .doesNotContain("gpu=\"0\"");
        used.show(Map.of());
        assertThat(page.text(format)).isEmpty();
    }

    @Test
    void refusesTwoMetricsOfOneName() {
        Series.gauge(page, "lamplighter_gpu", "GPUs.");

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> Series.info(page, "lamplighter_gpu_info", "What it is."))
                .withMessageContaining("lamplighter_gpu");
    }
}
