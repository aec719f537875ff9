package io.lamplighter.agent.probe;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.agent.fixture.Recordings;
import io.lamplighter.agent.nvml.Answer;
import io.lamplighter.agent.nvml.GpuSample;
import io.lamplighter.agent.nvml.GpuSample.Clock;
import io.lamplighter.agent.nvml.GpuSample.GpuProcess;
import io.lamplighter.agent.nvml.GpuSample.RemappedRows;
import io.lamplighter.agent.nvml.GpuState;
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
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
    private static final long MIB = 1 << 20;
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

    /** As the recording has it: memory in MiB, milliwatts, lanes, and the processes that compute and that draw. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a100-sxm4-v12    | -  | 27/44/89 | 81920/869/50     | 67030/500000  | 1275 | 16/16 | {}     | true  | 0/0 | -     | -    | []/[]       | 4 | []
            a10g             | 0  | 17/-/95  | 23028/435/22     | 25580/300000  | 210  | 8/16  | {0=0}  | true  | 0/0 | -     | 0    | []/[725]    | 0 | [IDLE]
            gtx-1660-ti      | 0  | 40/-/93  | 5912/null/0      | 8930/130000   | 300  | 16/16 | {0=0}  | -     | -/- | -     | -    | []/[]       | 0 | [IDLE]
            quadro-p2000-v12 | 0  | 34/-/101 | 5120/66/1        | 4610/75000    | 139  | 8/16  | {0=46} | -     | -/- | -     | -    | []/[]       | 0 | [IDLE]
            rtx-3080-v13     | 65 | 27/-/95  | 10240/397/9184   | 142330/320000 | 1950 | 16/16 | {0=0}  | -     | -/- | -     | -    | []/[]       | 0 | []
            tesla-t4         | 0  | 40/-/93  | 15360/388/1032   | 26780/70000   | 585  | 8/16  | {}     | true  | 0/0 | false | -    | [5762]/[675] | 0 | []
            """)
    void readsWhatARecordedGpuSays(
            String recording,
            String utilization,
            String celsius,
            String memory,
            String power,
            int clock,
            String lanes,
            String fans,
            String ecc,
            String errors,
            String retirement,
            String remapped,
            String processes,
            int instances,
            String reasons)
            throws Exception {
        GpuSample sample = ((GpuState.Sampled) SmiXmlProbe.parse(Recordings.text("xml/telegraf__" + recording + ".xml"))
                        .gpus()
                        .getFirst())
                .sample();

        assertThat(said(sample.utilizationPercent())).isEqualTo(utilization);
        assertThat(said(
                        sample.thermal().core(),
                        sample.thermal().memory(),
                        sample.thermal().slowdown()))
                .isEqualTo(celsius);
        assertThat(said(sample.memory()
                        .map(all -> all.total() / MIB + "/" + (all.reserved() == null ? null : all.reserved() / MIB)
                                + "/" + all.used() / MIB)))
                .isEqualTo(memory);
        assertThat(said(sample.power().milliwatts(), sample.power().limitMilliwatts()))
                .isEqualTo(power);
        assertThat(sample.clocksMhz()).containsEntry(Clock.SM, clock);
        assertThat(said(sample.pcie().width(), sample.pcie().maximumWidth())).isEqualTo(lanes);
        Map<Integer, String> turning = new TreeMap<>();
        sample.fansPercent().forEach((fan, percent) -> turning.put(fan, said(percent)));
        assertThat(turning).hasToString(fans);
        assertThat(said(sample.errors().ecc())).isEqualTo(ecc);
        assertThat(said(sample.errors().corrected(), sample.errors().uncorrected()))
                .isEqualTo(errors);
        assertThat(said(sample.errors().retirementPending())).isEqualTo(retirement);
        assertThat(said(sample.errors().remapped().map(RemappedRows::correctable)))
                .isEqualTo(remapped);
        assertThat(said(pids(sample.compute()), pids(sample.graphics()))).isEqualTo(processes);
        assertThat(sample.instances()).hasSize(instances);
        assertThat(said(sample.throttled())).isEqualTo(reasons);
    }

    private static Answer<List<Long>> pids(Answer<List<GpuProcess>> processes) {
        return processes.map(all -> all.stream().map(GpuProcess::pid).toList());
    }

    private static String said(Answer<?>... answers) {
        return Stream.of(answers)
                .map(answer -> answer.value().map(String::valueOf).orElse("-"))
                .collect(joining("/"));
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
