package io.lamplighter.agent.footprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlockDevicesTest {
    @TempDir
    Path sys;

    @Test
    void tellADiskThatTurnsByOneOfItsPartitions() throws Exception {
        Path disk = disk("sda", "1");
        Path partition = Files.createDirectory(disk.resolve("sda2"));
        Files.writeString(partition.resolve("partition"), "2\n");
        name("8:2", partition);

        assertThat(new BlockDevices(sys).turn("8:2")).contains(true);
    }

    @Test
    void tellOneThatHasNoPartitions() throws Exception {
        name("259:0", disk("nvme0n1", "0"));

        assertThat(new BlockDevices(sys).turn("259:0")).contains(false);
    }

    @Test
    void knowNothingOfAFileServer() throws Exception {
        assertThat(new BlockDevices(sys).turn("0:42")).isEmpty();
    }

    @Test
    void findTheDiskOfAFile() throws Exception {
        long device = (Long) Files.getAttribute(sys, "unix:dev");
        name(((device >> 8) & 0xfff) + ":" + ((device & 0xff) | ((device >> 12) & 0xfff00)), disk("vda", "0"));

        assertThat(new BlockDevices(sys).turn(sys)).contains(false);
    }

    private Path disk(String name, String turns) throws IOException {
        Path disk = Files.createDirectories(sys.resolve("devices").resolve(name));
        Files.createDirectory(disk.resolve("queue"));
        Files.writeString(disk.resolve("queue/rotational"), turns + "\n");
        return disk;
    }

    private void name(String numbers, Path folder) throws IOException {
        Files.createSymbolicLink(
                Files.createDirectories(sys.resolve("dev/block")).resolve(numbers), folder);
    }
}
