package io.lamplighter.agent.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemTreeTest {
    @TempDir
    Path folder;

    @Test
    void opensWhatIsEverybodysAndClosesWhatIsTheAgentsWhateverTheRightsWere() throws IOException {
        Layout layout = new Layout(folder.resolve("lamplighter"));
        Files.createDirectories(layout.bin());
        Files.createDirectories(layout.journal());
        Files.setPosixFilePermissions(layout.bin(), PosixFilePermissions.fromString("rwx------"));
        Files.setPosixFilePermissions(layout.journal(), PosixFilePermissions.fromString("rwxrwxrwx"));

        new SystemTree(layout).prepare();

        assertThat(new Path[] {layout.root(), layout.environments(), layout.bin(), layout.tools()})
                .allSatisfy(each -> assertThat(mode(each)).isEqualTo("rwxr-xr-x"));
        assertThat(new Path[] {layout.spool(), layout.journal(), layout.credentials(), layout.scratch()})
                .allSatisfy(each -> assertThat(mode(each)).isEqualTo("rwx------"));
    }

    @Test
    void isNotWhereOthersCouldPutSomethingInItsPlace() throws IOException {
        Path open = Files.createDirectory(folder.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxr-x"));

        assertThatIOException()
                .isThrownBy(() -> new SystemTree(new Layout(open.resolve("lamplighter"))).prepare())
                .withMessageContaining("can be written by others");
    }

    private static String mode(Path folder) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder));
    }
}
