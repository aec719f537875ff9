package io.lamplighter.agent.exposure;

import io.lamplighter.agent.durable.Access;
import io.lamplighter.agent.layout.Layout;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.plan.Step.Expose.Extra;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code module load lamplighter/<name>} of a CUDA toolkit: its programs, and {@code CUDA_HOME} for builds. The path is
 * that of the generation, which a shell that loaded the module shows in its environment for as long as it lives, so
 * that nobody removes it; nothing comes into the loader's path, where it would stand before what environments bring.
 */
final class ToolkitModule implements Way {
    @Override
    public List<Exhibit> exhibits(Exposing exposing) {
        Path generation = exposing.generation();
        if (!exposing.wanted().has(Extra.TOOLKIT_MODULE) || generation == null) {
            return List.of();
        }
        EnvironmentName name = exposing.name();
        String home = generation.toString();
        String bin = generation.resolve("bin").toString();
        return List.of(
                new Exhibit.Text(
                        ModuleFiles.tcl(exposing.layout(), name),
                        """
                        #%%Module1.0
                        module-whatis "CUDA toolkit %1$s, kept by Lamplighter"
                        conflict lamplighter
                        setenv CUDA_HOME %2$s
                        setenv CUDA_PATH %2$s
                        prepend-path PATH %3$s
                        """.formatted(name, ModuleFiles.quoteTcl(home), ModuleFiles.quoteTcl(bin)),
                        Access.READABLE),
                new Exhibit.Text(
                        ModuleFiles.lua(exposing.layout(), name),
                        """
                        whatis("CUDA toolkit %1$s, kept by Lamplighter")
                        conflict("lamplighter")
                        setenv("CUDA_HOME", %2$s)
                        setenv("CUDA_PATH", %2$s)
                        prepend_path("PATH", %3$s)
                        """.formatted(name, ModuleFiles.quoteLua(home), ModuleFiles.quoteLua(bin)),
                        Access.READABLE));
    }

    @Override
    public List<Path> places(Layout layout, EnvironmentName name) {
        return List.of(ModuleFiles.tcl(layout, name), ModuleFiles.lua(layout, name));
    }
}
