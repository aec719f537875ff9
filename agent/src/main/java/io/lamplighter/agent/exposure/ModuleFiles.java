package io.lamplighter.agent.exposure;

import io.lamplighter.agent.durable.Access;
import io.lamplighter.agent.layout.Layout;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.plan.Step.Expose.Extra;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code module load lamplighter/<name>}, for Environment Modules (Tcl) and for Lmod (Lua, which it takes before Tcl of
 * the same name). A module cannot hold a lock in every shell there is, so it puts launchers on the path: each program
 * that is started resolves and locks the generation itself.
 */
final class ModuleFiles implements Way {
    private static final String FOLDER = "lamplighter";

    @Override
    public List<Exhibit> exhibits(Exposing exposing) {
        if (!exposing.wanted().has(Extra.MODULE)) {
            return List.of();
        }
        EnvironmentName name = exposing.name();
        String bin = String.valueOf(Prefix.python(exposing.layout(), name).getParent());
        return List.of(
                new Exhibit.Text(tcl(exposing.layout(), name), """
                        #%%Module1.0
                        module-whatis "Python environment %1$s, kept by Lamplighter"
                        proc ModulesHelp { } {
                            puts stderr "python and the programs of the environment %1$s. Each keeps what it was started with."
                        }
                        conflict lamplighter
                        prepend-path PATH %2$s
                        """.formatted(name, quoteTcl(bin)), Access.READABLE),
                new Exhibit.Text(lua(exposing.layout(), name), """
                        whatis("Python environment %1$s, kept by Lamplighter")
                        help([[python and the programs of the environment %1$s. Each keeps what it was started with.]])
                        conflict("lamplighter")
                        prepend_path("PATH", %2$s)
                        """.formatted(name, quoteLua(bin)), Access.READABLE));
    }

    @Override
    public List<Path> places(Layout layout, EnvironmentName name) {
        return List.of(tcl(layout, name), lua(layout, name));
    }

    static Path tcl(Layout layout, EnvironmentName name) {
        return layout.modules().resolve(FOLDER).resolve(name.value());
    }

    static Path lua(Layout layout, EnvironmentName name) {
        return layout.modules().resolve(FOLDER).resolve(name + ".lua");
    }

    static String quoteTcl(String text) {
        return "\"" + text.replaceAll("[\\\\\"$\\[\\]]", "\\\\$0") + "\"";
    }

    static String quoteLua(String text) {
        return "\"" + text.replaceAll("[\\\\\"]", "\\\\$0") + "\"";
    }
}
