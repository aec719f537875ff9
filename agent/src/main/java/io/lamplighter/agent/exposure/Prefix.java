package io.lamplighter.agent.exposure;

import io.lamplighter.agent.durable.Access;
import io.lamplighter.agent.layout.Layout;
import io.lamplighter.api.name.EnvironmentName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A folder that looks like an environment and holds launchers: for what wants a folder with a {@code bin}. Each program
 * of the generation is there under its own name. A link to the generation in its place would change under running
 * processes.
 *
 * <p>With {@code conda-meta/history} it is an environment to conda, which looks for that file in the folders of
 * {@code envs_dirs}; {@code conda-meta/frozen} (CEP 22) keeps conda from installing into it. Visual Studio Code finds
 * it the same way: its Python locator reads {@code envs_dirs} of conda's files, whether or not there is a conda.
 */
final class Prefix implements Way {
    private static final String CONDA_META = "conda-meta";
    /** What a venv brings itself and would show the wrong thing. */
    private static final Pattern NOT_HANDED_ON =
            Pattern.compile("python.*|pip[0-9.]*|(de)?activate.*|Activate\\.ps1|pydoc.*|idle.*|\\..*");

    static Path python(Layout layout, EnvironmentName name) {
        return bin(layout, name).resolve("python");
    }

    @Override
    public List<Exhibit> exhibits(Exposing exposing) throws IOException {
        if (!exposing.wantsPrefix()) {
            return List.of();
        }
        Layout layout = exposing.layout();
        EnvironmentName name = exposing.name();
        Path launch = layout.prefix(name).resolve("launch");
        List<Exhibit> all = new ArrayList<>();
        all.add(Launchers.launcher(python(layout, name), exposing, Launchers.PYTHON));
        all.add(Launchers.launcher(bin(layout, name).resolve("python3"), exposing, Launchers.PYTHON));
        all.add(Launchers.launcher(launch, exposing, Launchers.NAMESAKE));
        for (String program : programs(exposing)) {
            all.add(new Exhibit.Link(bin(layout, name).resolve(program), launch));
        }
        if (exposing.isListed()) {
            Path meta = layout.prefix(name).resolve(CONDA_META);
            all.add(new Exhibit.Text(meta.resolve("history"), "", Access.READABLE));
            all.add(new Exhibit.Text(meta.resolve("frozen"), """
                    {"message": "Lamplighter keeps it; for packages of your own: lamp overlay %s DIRECTORY"}
                    """.formatted(name), Access.READABLE));
        }
        return all;
    }

    @Override
    public List<Path> places(Layout layout, EnvironmentName name) {
        return List.of(layout.prefix(name));
    }

    private static List<String> programs(Exposing exposing) throws IOException {
        List<String> names = new ArrayList<>();
        if (exposing.generation() != null) {
            try (var files = Files.newDirectoryStream(exposing.generation().resolve("bin"))) {
                for (Path file : files) {
                    String program = String.valueOf(file.getFileName());
                    if (!NOT_HANDED_ON.matcher(program).matches()
                            && Files.isRegularFile(file)
                            && Files.isExecutable(file)) {
                        names.add(program);
                    }
                }
            }
        }
        return names.stream().sorted().toList();
    }

    private static Path bin(Layout layout, EnvironmentName name) {
        return layout.prefix(name).resolve("bin");
    }
}
