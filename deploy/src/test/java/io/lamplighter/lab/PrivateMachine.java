package io.lamplighter.lab;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * This machine with an empty {@code /var/lib} that nobody else sees, for an agent in the directory that it has by
 * default. It needs root, and leaves nothing: the file system goes with the last process in it.
 */
public final class PrivateMachine implements Surroundings, AutoCloseable {
    private static final String SHELL =
            "mount -n -t tmpfs -o mode=755,size=1g,strictatime tmpfs /var/lib && echo ready && read end";

    private final Process holder;
    private final Map<Path, Path> lent = new HashMap<>();

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

    @Override
    public List<String> inside() {
        return List.of("/usr/bin/nsenter", "--target", Long.toString(holder.pid()), "--mount", "--");
    }

    /** A folder of ours where every account of it can come to, under the name that this returns. */
    Path lend(Path folder) {
        return lent.computeIfAbsent(folder, each -> {
            Path inside = Path.of("/var/lib/lent-" + lent.size());
            run("/bin/mkdir", inside.toString());
            run("/bin/mount", "-n", "--bind", each.toString(), inside.toString());
            return inside;
        });
    }

    /** What a program says in it, which root runs. */
    public String run(String... command) {
        return run(this, command);
    }

    /** How a file of it is reached from without. */
    public Path path(String absolute) {
        return Path.of("/proc/" + holder.pid() + "/root" + absolute);
    }

    /** What a program says in it that an account runs which has no rights. */
    public String asNobody(String... command) {
        return run(Account.nobody(this), command);
    }

    static String run(Surroundings around, String... command) {
        List<String> line = new ArrayList<>(around.inside());
        line.addAll(List.of(command));
        try {
            Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), UTF_8);
            assertThat(process.waitFor()).as(said).isZero();
            return said.strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        holder.destroy();
        holder.onExit().join();
    }
}
