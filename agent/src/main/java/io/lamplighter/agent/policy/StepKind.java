package io.lamplighter.agent.policy;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.lamplighter.api.plan.Step;
import java.util.Optional;

/** What a plan may be made of, by the names that plans have for it. */
public enum StepKind {
    @JsonProperty("createEnvironment")
    CREATE_ENVIRONMENT("createEnvironment"),
    @JsonProperty("solve")
    SOLVE("solve"),
    @JsonProperty("install")
    INSTALL("install"),
    @JsonProperty("solveConda")
    SOLVE_CONDA("solveConda"),
    @JsonProperty("installConda")
    INSTALL_CONDA("installConda"),
    @JsonProperty("unpackToolkit")
    UNPACK_TOOLKIT("unpackToolkit"),
    @JsonProperty("runToolkitInstaller")
    RUN_TOOLKIT_INSTALLER("runToolkitInstaller"),
    @JsonProperty("proveToolkit")
    PROVE_TOOLKIT("proveToolkit"),
    @JsonProperty("verify")
    VERIFY("verify"),
    @JsonProperty("expose")
    EXPOSE("expose");

    private final String label;

    StepKind(String label) {
        this.label = label;
    }

    /** As it is written in plans and policies. */
    public String label() {
        return label;
    }

    /** Empty for a step of a later version. */
    static Optional<StepKind> of(Step step) {
        return switch (step) {
            case Step.CreateEnvironment _ -> Optional.of(CREATE_ENVIRONMENT);
            case Step.Solve _ -> Optional.of(SOLVE);
            case Step.Install _ -> Optional.of(INSTALL);
            case Step.SolveConda _ -> Optional.of(SOLVE_CONDA);
            case Step.InstallConda _ -> Optional.of(INSTALL_CONDA);
            case Step.UnpackToolkit _ -> Optional.of(UNPACK_TOOLKIT);
            case Step.RunToolkitInstaller _ -> Optional.of(RUN_TOOLKIT_INSTALLER);
            case Step.ProveToolkit _ -> Optional.of(PROVE_TOOLKIT);
            case Step.Verify _ -> Optional.of(VERIFY);
            case Step.Expose _ -> Optional.of(EXPOSE);
            case Step.Unknown _ -> Optional.empty();
        };
    }
}
