package io.lamplighter.agent.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.agent.usage.MountTable.Location;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MountTableTest {
    private static final MountTable HOST = MountTable.parse("""
            22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
            40 22 8:17 / /data rw,relatime shared:2 - ext4 /dev/sdb1 rw
            41 40 8:17 /lab\\040rooms /data/rooms rw,relatime shared:2 - ext4 /dev/sdb1 rw
            """);
    private static final Location PLACE = new Location("8:17", Path.of("/lab rooms/b12/generations/x-1"));

    @Test
    void locatesAFolderByTheInnermostMount() {
        assertThat(HOST.locate(Path.of("/data/rooms/b12/generations/x-1"))).contains(PLACE);
        assertThat(HOST.locate(Path.of("/database"))).contains(new Location("8:1", Path.of("/database")));
    }

    @Test
    void knowsEveryNameThatAFolderHas() {
        assertThat(HOST.namesOf(PLACE))
                .containsExactly(
                        Path.of("/data/lab rooms/b12/generations/x-1"), Path.of("/data/rooms/b12/generations/x-1"));
        assertThat(HOST.mounts(PLACE)).isFalse();
    }

    @Test
    void knowsTheNameOfAPartThatIsMountedByItself() {
        MountTable container = MountTable.parse("""
                90 1 0:50 / / rw - overlay overlay rw
                91 90 8:17 /lab\\040rooms/b12/generations/x-1/lib /opt/lib ro - ext4 /dev/sdb1 rw
                92 90 8:17 /lab\\040rooms/b12/generations/x-12 /opt/other ro - ext4 /dev/sdb1 rw
                """);

        assertThat(container.namesOf(PLACE)).containsExactly(Path.of("/opt/lib"));
        assertThat(container.mounts(PLACE)).isTrue();
    }

    @Test
    void seesNothingInANamespaceWithoutTheFileSystem() {
        MountTable container = MountTable.parse("90 1 0:50 / / rw - overlay overlay rw\n");

        assertThat(container.namesOf(PLACE)).isEmpty();
        assertThat(container.mounts(PLACE)).isFalse();
    }
}
