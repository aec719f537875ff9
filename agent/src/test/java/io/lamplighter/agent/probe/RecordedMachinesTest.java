package io.lamplighter.agent.probe;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.agent.probe.GpuQuery.Field;
import io.lamplighter.agent.probe.NvidiaReading.ListedGpu;
import io.lamplighter.agent.probe.NvidiaSmi.Listing;
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
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What real drivers printed, where the recordings of it lie beside the project. */
@EnabledIf("areThere")
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

    static boolean areThere() {
        return samples().isPresent();
    }

    static Stream<Path> captures() throws IOException {
        return files("captures");
    }

    static Stream<Path> documents() throws IOException {
        return files("xml");
    }

    private static Stream<Path> files(String folder) throws IOException {
        try (Stream<Path> files = Files.list(samples().orElseThrow().resolve(folder))) {
            return files.sorted().toList().stream();
        }
    }

    static Optional<Path> samples() {
        return Stream.iterate(Path.of("").toAbsolutePath(), folder -> folder != null, Path::getParent)
                .map(folder -> folder.resolve("shared/samples"))
                .filter(Files::isDirectory)
                .findFirst();
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
