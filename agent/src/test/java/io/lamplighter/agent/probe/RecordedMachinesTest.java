package io.lamplighter.agent.probe;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.agent.fixture.Recordings;
import io.lamplighter.agent.probe.GpuQuery.Field;
import io.lamplighter.agent.probe.NvidiaReading.ListedGpu;
import io.lamplighter.agent.probe.NvidiaSmi.Listing;
import io.lamplighter.agent.toolkit.VersionFiles;
import io.lamplighter.api.machine.Slice;
import io.lamplighter.api.pci.PciDeviceId;
import io.lamplighter.api.pci.PciGpus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What real drivers printed, where the recordings of it lie beside the project. */
@EnabledIf("io.lamplighter.agent.fixture.Recordings#areThere")
class RecordedMachinesTest {
    private static final Pattern QUERY = Pattern.compile("(?m)^(timestamp, driver_version.*)\\n(.*)$");
    private static final Pattern COMMA = Pattern.compile(", ?");
    private static final Pattern UNIT = Pattern.compile(" (\\[MiB]|MiB)$");
    private static final Pattern PRODUCT = Pattern.compile("<product_name>(.*)</product_name>");
    private static final Pattern DEVICE = Pattern.compile("<pci_device_id>([0-9A-F]{4})10DE</pci_device_id>");

    @ParameterizedTest
    @MethodSource("captures")
    void readsACaptureAndAgreesWithItOnTheComputeCapability(Path capture) throws Exception {
        String text = Files.readString(capture);
        Matcher answer = QUERY.matcher(text);
        assertThat(answer.find()).isTrue();

        Listing told = NvidiaSmi.parse(GpuQuery.WHOLE, asAsked(GpuQuery.WHOLE, answer.group(1), answer.group(2)));
        GpuQuery old = new GpuQuery(EnumSet.complementOf(EnumSet.of(Field.COMPUTE_CAPABILITY, Field.MIG_MODE)));
        Listing lookedUp = NvidiaSmi.parse(old, asAsked(old, answer.group(1), answer.group(2)));

        ListedGpu gpu = told.gpus().getFirst();
        assertThat(capture.toString()).contains(told.driverVersion());
        assertThat(gpu.gpu().slice()).isEqualTo(capture.toString().contains("-mig__") ? Slice.MIG : null);
        assertThat(lookedUp.gpus().getFirst().gpu().computeCapability())
                .isEqualTo(gpu.gpu().computeCapability());
        assertThat(NvidiaSmi.cuda(text)).isPresent();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void knowsTheChipOfEachRecordedModel(Path document) throws IOException {
        String text = Files.readString(document);
        Matcher product = PRODUCT.matcher(text);
        Matcher device = DEVICE.matcher(text);

        Optional<PciGpus.Chip> chip =
                device.find() ? PciGpus.shipped().find(PciDeviceId.parse(device.group(1))) : Optional.empty();

        assertThat(product.find()).isTrue();
        assertThat(chip.isPresent()).as(product.group(1)).isEqualTo(!text.contains("<pci_device_id>000000DE"));
    }

    @ParameterizedTest
    @CsvSource({"open-580.95.05, 580.95.05, open", "closed-515.76, 515.76, closed"})
    void readsTheModuleOfARecordedProc(String recording, String version, String flavor) throws IOException {
        String text = Recordings.text("cuda-state/proc-driver-nvidia-version__" + recording + ".txt");

        assertThat(KernelModule.parse(text)).contains(new KernelModule(version, flavor));
    }

    @Test
    void readsTheSeriesOfTheRecordedCompiler() throws IOException {
        assertThat(VersionFiles.series(Recordings.text("cuda-state/nvcc-V__13.0.88.txt")))
                .contains("13.0");
    }

    @ParameterizedTest
    @CsvSource({
        "driver-library-mismatch.stdout, 18, driver.version_mismatch",
        "driver-not-running.stdout, 9, driver.not_loaded",
        "gpu-lost.txt, 255, gpu.lost",
        "device-handle-unknown-error.txt, 255, gpu.lost"
    })
    void namesTheHealthCheckOfARecordedFailure(String recording, int status, String check) throws IOException {
        assertThat(NvidiaCheck.of(status, Recordings.text("failures/" + recording))
                        .map(NvidiaCheck::id))
                .contains(check);
    }

    static Stream<Path> captures() throws IOException {
        return files("captures");
    }

    static Stream<Path> documents() throws IOException {
        return files("xml");
    }

    private static Stream<Path> files(String folder) throws IOException {
        try (Stream<Path> files = Files.list(Recordings.folder().orElseThrow().resolve(folder))) {
            return files.sorted().toList().stream();
        }
    }

    /** The fields of a question, out of an answer that has all there are, under their names. */
    private static String asAsked(GpuQuery query, String titles, String values) {
        List<String> names = COMMA.splitAsStream(titles)
                .map(title -> UNIT.matcher(title).replaceFirst(""))
                .toList();
        List<String> all = new ArrayList<>(COMMA.splitAsStream(values).toList());
        return Stream.of(query.option().split("[=,]", -1))
                .skip(1)
                .map(names::indexOf)
                .map(all::get)
                .map(value -> UNIT.matcher(value).replaceFirst(""))
                .collect(joining(", "));
    }
}
