package io.lamplighter.agent.installer;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.agent.installer.CondaProgram.Found;
import io.lamplighter.agent.layout.Layout;
import io.lamplighter.agent.network.ProxyChoice;
import io.lamplighter.agent.policy.InstallerProgram;
import io.lamplighter.agent.process.Command;
import io.lamplighter.api.manifest.ProxyUrl;
import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.plan.CondaCandidate;
import io.lamplighter.api.reach.MachineTrust;
import io.lamplighter.versions.conda.CondaVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/**
 * The command lines, compared with files that say where their options are documented. None of them is proven before the
 * program itself ran.
 */
class CondaCommandsTest {
    private static final Path GOLDEN = Path.of("src/test/resources/conda/commands");
    private static final Layout LAYOUT = new Layout(Path.of("/var/lib/lamplighter"));
    private static final Path GENERATION = LAYOUT.environments().resolve("lab/generations/0b8b8364c7db-1");
    private static final List<String> CHANNELS =
            List.of("https://conda.lab.example/pytorch", "https://conda.lab.example/conda-forge");
    private static final List<String> SPECS = List.of("python 3.11.*", "pytorch=2.10.*=cuda126*", "numpy >=1.26,<3");

    private static final ProxyChoice DIRECT = new ProxyChoice(null, Set.of());

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"UV", "PIP"})
    void areTheDocumentedOnes(InstallerProgram kind) throws Exception {
        CondaCommands conda = commands(kind);
        Path list = LAYOUT.given().resolve("explicit.txt");

        String text = lines(conda.solve(GENERATION, CHANNELS, SPECS, candidate("12.8", "8.6"), DIRECT))
                + lines(conda.fetch(GENERATION, list, DIRECT))
                + lines(conda.link(GENERATION, list, DIRECT));

        Path golden = GOLDEN.resolve(kind.label() + ".txt");
        if (Boolean.getBoolean("golden.rewrite")) {
            String head = Files.exists(golden)
                    ? Files.readString(golden)
                            .lines()
                            .filter(line -> line.startsWith("#"))
                            .collect(Collectors.joining("\n", "", "\n"))
                    : "";
            Files.writeString(golden, head + text);
        }
        assertThat(Files.readString(golden)
                        .lines()
                        .filter(line -> !line.startsWith("#"))
                        .collect(Collectors.joining("\n", "", "\n")))
                .isEqualTo(text);
    }

    @Test
    void saysToTheSolverThatThereIsNoDriverWhereAnEnvironmentIsForTheProcessor() throws Exception {
        Command solve =
                commands(InstallerProgram.MICROMAMBA).solve(GENERATION, CHANNELS, SPECS, candidate(null, null), DIRECT);

        assertThat(solve.environment())
                .containsEntry("CONDA_OVERRIDE_CUDA", "")
                .doesNotContainKey("CONDA_OVERRIDE_CUDA_ARCH");
    }

    @Test
    void handsOnTheProxyOfTheSources() throws Exception {
        ProxyChoice proxy = new ProxyChoice(new ProxyUrl("http://proxy.lab.example:3128"), Set.of());
        CondaCommands conda = commands(InstallerProgram.MICROMAMBA);

        assertThat(List.of(
                        conda.solve(GENERATION, CHANNELS, SPECS, candidate(null, null), proxy),
                        conda.fetch(GENERATION, Path.of("/list"), proxy)))
                .allSatisfy(command -> assertThat(command.environment())
                        .containsEntry("https_proxy", "http://proxy.lab.example:3128"));
    }

    @Test
    void handsTheAuthoritiesOfTheMachineOn() throws Exception {
        Path bundle = Files.createFile(folder.resolve("authorities.crt"));
        MachineTrust trust = new MachineTrust(List.of(bundle));

        Command micromamba = new CondaCommands(found(InstallerProgram.MICROMAMBA), LAYOUT, trust)
                .fetch(GENERATION, Path.of("/list"), DIRECT);
        Command conda = new CondaCommands(found(InstallerProgram.CONDA), LAYOUT, trust)
                .fetch(GENERATION, Path.of("/list"), DIRECT);

        assertThat(micromamba.arguments()).containsSequence("--ssl-verify", bundle.toString());
        assertThat(conda.environment()).containsEntry("CONDA_SSL_VERIFY", bundle.toString());
    }

    private static CondaCandidate candidate(@Nullable String cuda, @Nullable String architecture) {
        return new CondaCandidate("torch", List.of(), List.of(Source.CONDA_FORGE), cuda, architecture);
    }

    private static CondaCommands commands(InstallerProgram kind) {
        return new CondaCommands(found(kind), LAYOUT, new MachineTrust(List.of()));
    }

    private static Found found(InstallerProgram kind) {
        return new Found(kind, Path.of("/usr/local/bin/" + kind.label()), CondaVersion.parse("99"));
    }

    private static String lines(Command command) {
        return command.arguments().stream()
                        .map(argument -> argument.matches("[\\w./:=*,-]+") ? argument : "'" + argument + "'")
                        .collect(Collectors.joining(" "))
                + "\n"
                + new TreeMap<>(command.environment())
                        .entrySet().stream()
                                .map(each -> "    " + each.getKey() + "=" + each.getValue() + "\n")
                                .collect(Collectors.joining());
    }
}
