package io.lamplighter.lab;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * This machine with an empty {@code /var/lib} that nobody else sees, for an agent in the directory that it has by
 * default. It needs root, and leaves nothing: the file system goes with the last process in it.
 */
public final class PrivateMachine implements AutoCloseable {
    private static final String SHELL =
            "mount -n -t tmpfs -o mode=755,size=1g,strictatime tmpfs /var/lib && echo ready && read end";

    private final Process holder;

    private PrivateMachine(Process holder) {
        this.holder = holder;
    }

    public static PrivateMachine make() throws IOException {
        Process holder = new ProcessBuilder(
                        "/usr/bin/unshare", "--mount", "--propagation", "private", "/bin/sh", "-c", SHELL)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(holder.inputReader().readLine()).isEqualTo("ready");
        return new PrivateMachine(holder);
    }

    /** What starts a program in it. */
    List<String> inside() {
        return List.of("/usr/bin/nsenter", "--target", Long.toString(holder.pid()), "--mount", "--");
    }

    /** How a file of it is reached from without. */
    public Path path(String absolute) {
        return Path.of("/proc/" + holder.pid() + "/root" + absolute);
    }

    /** What a program says in it that an account runs which has no rights. */
    public String asNobody(String... command) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(inside());
        line.addAll(List.of("/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
        line.addAll(List.of(command));
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said.strip();
    }

    @Override
    public void close() {
        holder.destroy();
        holder.onExit().join();
    }
}
