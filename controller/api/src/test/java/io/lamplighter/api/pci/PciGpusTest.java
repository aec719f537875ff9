package io.lamplighter.api.pci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lamplighter.api.machine.ComputeCapability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PciGpusTest {
    private static final String TITLES = "chip,from,to,capability,source\n";

    /** By NVIDIA's own pages, which go by the names of models and know no chips. */
    @ParameterizedTest
    @CsvFileSource(files = "src/test/resources/pci-gpus/models.csv", numLinesToSkip = 4, commentCharacter = '#')
    void agreesWithThePagesThatListModels(String id, String capability, String model) {
        assertThat(PciGpus.shipped().find(PciDeviceId.parse(id)))
                .as(model)
                .map(PciGpus.Chip::computeCapability)
                .contains(ComputeCapability.parse(capability));
    }

    /** Ids that the drivers of recorded machines printed beside the model or the capability. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            1e81, TU104, 7.5
            2330, GH100, 9.0
            20b2, GA100, 8.0
            2184, TU116, 7.5
            1c30, GP106, 6.1
            2216, GA102, 8.6
            1eb8, TU104, 7.5
            26b5, AD102, 8.9
            """)
    void knowsTheCardsOfRecordedMachines(String id, String chip, String capability) {
        assertThat(PciGpus.shipped().find(PciDeviceId.parse(id)))
                .contains(new PciGpus.Chip(chip, ComputeCapability.parse(capability)));
    }

    /** A Fermi, an announced chip without a document, two ids around rows, and none of a GPU at all. */
    @ParameterizedTest
    @ValueSource(strings = {"06c0", "29bc", "0fbf", "1000", "102b", "0000", "ffff"})
    void guessesNothingForAnIdWithoutRow(String id) {
        assertThat(PciGpus.shipped().find(PciDeviceId.parse(id))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GK107,0fc0,0fff,3.0                                | not a row of 5 fields
            GK107,0fff,0fc0,3.0,pci.ids                        | a row from 0fff to 0fc0
            GK107,0fc0,0fff,three,pci.ids                      | a compute capability is major.minor
            GK107,fc0,0fff,3.0,pci.ids                         | a PCI device id is four hexadecimal digits
            A,1000,100f,3.5,x;B,100f,1010,3.7,x                | 100f has two rows
            """)
    void refusesARowThatIsNone(String rows, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PciGpus.parse(TITLES + rows.replace(';', '\n')))
                .withMessageContaining(message);
    }

    @Test
    void namesTheSourceOfEveryRow() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("src/main/resources/io/lamplighter/api/pci/pci-gpus.csv"));

        assertThat(lines)
                .filteredOn(line -> !line.startsWith("#") && !line.startsWith("chip,"))
                .hasSizeGreaterThan(50)
                .allMatch(line -> line.endsWith(",pci.ids") || line.endsWith(",nvidia+pci.ids"));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            0x1e81, 1e81
            1E81,   1e81
            0fc0,   0fc0
            """)
    void writesAnIdInOneWay(String said, String written) {
        assertThat(PciDeviceId.parse(said)).hasToString(written);
    }
}
