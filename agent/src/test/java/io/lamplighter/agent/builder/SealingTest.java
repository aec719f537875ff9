package io.lamplighter.agent.builder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lamplighter.agent.failure.FailureException;
import io.lamplighter.agent.fixture.TestMachine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** As root, over files of an account that nobody has. */
class SealingTest {
    private static final Account BUILDER = new Account("nobody-has-it", 61234, 61234);
    private static final Path PYTHON = Path.of("/usr/bin/python3");

    @TempDir
    Path folder;

    private Path generation;
    private Path library;
    private Sealing sealing;

    @BeforeEach
    void build() throws IOException {
        generation = Files.createDirectory(folder.resolve("generation"));
        library = Files.createDirectories(generation.resolve("lib/demo"));
        Files.createDirectory(generation.resolve("bin"));
        Files.createSymbolicLink(generation.resolve("bin/python"), PYTHON);
        Files.createSymbolicLink(generation.resolve("lib64"), Path.of("lib"));
        Files.writeString(library.resolve("module.py"), "text = 'as it was'\n");
        Files.writeString(generation.resolve("bin/tool"), "#!/bin/sh\n");
        Files.setPosixFilePermissions(generation.resolve("bin/tool"), PosixFilePermissions.fromString("rwxrwxr-x"));
        give(generation);
        sealing = new Sealing(new SharedFiles(folder.resolve("shared")));
    }

    @Test
    void leavesEverythingToRootAndReadOnly() throws Exception {
        sealing.seal(generation, PYTHON, BUILDER);

        try (Stream<Path> all = Files.walk(generation)) {
            assertThat(all).allSatisfy(each -> assertThat(Account.ownerOf(each)).isZero());
        }
        assertThat(mode(library)).isEqualTo("rwxr-xr-x");
        assertThat(mode(library.resolve("module.py"))).isEqualTo("r--r--r--");
        assertThat(mode(generation.resolve("bin/tool"))).isEqualTo("r-xr-xr-x");
        assertThat(Account.ownerOf(PYTHON.toRealPath())).isZero();
    }

    @Test
    void canBeDoneAgainAfterItWasInterrupted() throws Exception {
        sealing.seal(generation, PYTHON, BUILDER);
        Account.give(library, BUILDER.user(), BUILDER.group());

        sealing.seal(generation, PYTHON, BUILDER);

        assertThat(Account.ownerOf(library)).isZero();
    }

    @Test
    void keepsOneCopyOfWhatTwoGenerationsHave() throws Exception {
        Path second = folder.resolve("second");
        TestMachine.run("/bin/cp", "-a", generation.toString(), second.toString());

        sealing.seal(generation, PYTHON, BUILDER);
        sealing.seal(second, PYTHON, BUILDER);

        assertThat(Files.isSameFile(library.resolve("module.py"), second.resolve("lib/demo/module.py")))
                .isTrue();
    }

    @Test
    void sharesNothingThatSomebodyEditedSince() throws Exception {
        Path second = folder.resolve("second");
        TestMachine.run("/bin/cp", "-a", generation.toString(), second.toString());
        sealing.seal(generation, PYTHON, BUILDER);
        Files.writeString(library.resolve("module.py"), "text = 'not as it'\n"); // root can, and of the same length

        sealing.seal(second, PYTHON, BUILDER);

        assertThat(second.resolve("lib/demo/module.py")).hasContent("text = 'as it was'");
    }

    @Test
    void givesTheSpaceBackOfWhatNoGenerationHas() throws Exception {
        SharedFiles shared = new SharedFiles(folder.resolve("shared"));
        sealing.seal(generation, PYTHON, BUILDER);
        Files.delete(library.resolve("module.py"));

        shared.trim();

        try (Stream<Path> left = Files.walk(folder.resolve("shared"))) {
            assertThat(left.filter(Files::isRegularFile))
                    .singleElement()
                    .satisfies(one -> assertThat(one).hasContent("#!/bin/sh"));
        }
    }

    static Stream<Arguments> plants() {
        return Stream.of(
                plant(
                        "a link to a folder of the system",
                        "a link out of it",
                        at -> Files.createSymbolicLink(at, Path.of("/etc"))),
                plant(
                        "a link that leads nowhere yet",
                        "a link out of it",
                        at -> Files.createSymbolicLink(at, Path.of("/nowhere"))),
                plant(
                        "a link that climbs out",
                        "a link out of it",
                        at -> Files.createSymbolicLink(at, Path.of("../../../outside"))),
                plant(
                        "a pipe",
                        "a pipe, a socket or a device",
                        at -> TestMachine.run("/usr/bin/mkfifo", at.toString())),
                plant(
                        "a device",
                        "a pipe, a socket or a device",
                        at -> TestMachine.run("/usr/bin/mknod", at.toString(), "c", "1", "3")),
                plant("a program that makes its owner of anybody", "a file that gives its owner's rights", at -> {
                    Files.writeString(at, "#!/bin/sh\n");
                    give(at);
                    TestMachine.run("/bin/chmod", "4755", at.toString());
                }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("plants")
    void refusesWhatNoInstallerLeaves(String what, String because, Plant plant) throws Exception {
        Files.writeString(folder.resolve("outside"), "private\n");
        Path planted = library.resolve("planted");
        plant.at(planted);
        if (!because.startsWith("a file that")) {
            give(planted);
        }

        assertRefused(because, planted);
    }

    @Test
    void refusesAFileOfSomebodyElseUnderASecondName() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "root's\n");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        Files.createLink(library.resolve("planted"), secret);

        assertRefused("a file of another account", library.resolve("planted"));

        assertThat(mode(secret)).isEqualTo("rw-------");
    }

    private void assertRefused(String because, Path planted) throws IOException {
        assertThatExceptionOfType(FailureException.class)
                .isThrownBy(() -> sealing.seal(generation, PYTHON, BUILDER))
                .withMessageContaining("GENERATION_TAMPERED:" + because)
                .withMessageContaining(planted.toString());
        assertThat(Account.ownerOf(generation)).as("nothing is changed").isEqualTo(BUILDER.user());
    }

    private static Arguments plant(String what, String because, Plant plant) {
        return Arguments.of(what, because, plant);
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS));
    }

    private static void give(Path tree) throws IOException {
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path each : all.toList()) {
                Account.give(each, BUILDER.user(), BUILDER.group());
            }
        }
    }

    /** Puts something there. */
    interface Plant {
        void at(Path path) throws IOException, InterruptedException;
    }
}
