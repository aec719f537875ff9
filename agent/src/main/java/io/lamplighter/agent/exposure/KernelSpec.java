package io.lamplighter.agent.exposure;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.lamplighter.agent.durable.Access;
import io.lamplighter.agent.layout.Layout;
import io.lamplighter.api.json.Wire;
import io.lamplighter.api.name.EnvironmentName;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A kernel for Jupyter, as "Kernel specs" of the documentation of jupyter_client has it. It starts through a launcher,
 * so that it keeps its generation for as long as it lives.
 */
final class KernelSpec implements Way {
    /** Keeps an environment named {@code python3} from hiding Jupyter's own kernel. */
    private static final String PREFIX = "lamplighter-";

    private static final String FILE = "kernel.json";

    /** The name by which Jupyter knows the kernel. */
    static String kernel(EnvironmentName name) {
        return PREFIX + name;
    }

    static Path folder(Layout layout, EnvironmentName name) {
        return layout.kernels().resolve(kernel(name));
    }

    @Override
    public List<Exhibit> exhibits(Exposing exposing) {
        String title = exposing.wanted().kernel();
        if (title == null || !exposing.hasKernel()) {
            return List.of();
        }
        String python = Prefix.python(exposing.layout(), exposing.name()).toString();
        var document = new Document(
                List.of(python, "-m", "ipykernel_launcher", "-f", "{connection_file}"),
                title,
                "python",
                Map.of("debugger", true));
        Path file = folder(exposing.layout(), exposing.name()).resolve(FILE);
        return List.of(new Exhibit.Text(file, Wire.write(document) + "\n", Access.READABLE));
    }

    @Override
    public List<Path> places(Layout layout, EnvironmentName name) {
        return List.of(folder(layout, name));
    }

    private record Document(
            List<String> argv,
            @JsonProperty("display_name") String displayName,
            String language,
            Map<String, Boolean> metadata) {}
}
