package io.lamplighter.api.plan;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.lamplighter.api.manifest.Environment.Check;
import io.lamplighter.api.manifest.GpuScope;
import io.lamplighter.api.manifest.Toolkit.Archive;
import io.lamplighter.api.manifest.Toolkit.Platform;
import io.lamplighter.api.manifest.ToolkitVersion;
import io.lamplighter.api.name.SourceName;
import io.lamplighter.api.name.VariableName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One thing to do, with all it needs. An agent that does not know a kind runs none of the plan and says so.
 *
 * <p>A pip plan is, in this order: one {@link CreateEnvironment}, one {@link Solve}, one {@link Install} a stage, one
 * {@link Verify}, one {@link Expose}. A conda plan begins with one {@link SolveConda} and one {@link InstallConda} a
 * stage instead of {@link CreateEnvironment}; stages for pip follow with a {@link Solve} of their own, which takes
 * every conda package as it is.
 *
 * <p>The plan of a toolkit is one {@link UnpackToolkit} or {@link RunToolkitInstaller} for CUDA, one
 * {@link UnpackToolkit} for cuDNN where it has one, one {@link ProveToolkit} and one {@link Expose}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "step", defaultImpl = Step.Unknown.class)
@JsonSubTypes({
    @JsonSubTypes.Type(value = Step.CreateEnvironment.class, name = "createEnvironment"),
    @JsonSubTypes.Type(value = Step.Solve.class, name = "solve"),
    @JsonSubTypes.Type(value = Step.Install.class, name = "install"),
    @JsonSubTypes.Type(value = Step.SolveConda.class, name = "solveConda"),
    @JsonSubTypes.Type(value = Step.InstallConda.class, name = "installConda"),
    @JsonSubTypes.Type(value = Step.UnpackToolkit.class, name = "unpackToolkit"),
    @JsonSubTypes.Type(value = Step.RunToolkitInstaller.class, name = "runToolkitInstaller"),
    @JsonSubTypes.Type(value = Step.ProveToolkit.class, name = "proveToolkit"),
    @JsonSubTypes.Type(value = Step.Verify.class, name = "verify"),
    @JsonSubTypes.Type(value = Step.Expose.class, name = "expose"),
})
public sealed interface Step {
    /**
     * Makes an empty environment.
     *
     * @param python a PEP 440 specifier over whole versions, {@code ==3.11.*}; the agent takes the newest that fits
     * @param source of a Python, where the machine had none that fits; absent where it must be the machine's own
     */
    record CreateEnvironment(
            String python,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            SourceName source) implements Step {
        /** From a Python of the machine. */
        public CreateEnvironment(String python) {
            this(python, null);
        }
    }

    /**
     * Solves all stages once.
     *
     * @param requirements of all stages, PEP 508
     * @param candidates the choice and then the ranked rest: when the first has no solution the next is tried; never
     *     empty
     * @param defaultIndex the source of every package that a candidate does not place
     */
    record Solve(List<String> requirements, List<Candidate> candidates, SourceName defaultIndex) implements Step {
        public Solve {
            requirements = List.copyOf(requirements);
            candidates = List.copyOf(candidates);
            if (candidates.isEmpty()) {
                throw new IllegalArgumentException("a solve without a candidate");
            }
        }

        /** The candidate to be tried first; empty where none pins anything, because nothing had to be chosen. */
        public Optional<String> choice() {
            return candidates.stream()
                    .filter(candidate -> !candidate.pins().isEmpty())
                    .map(Candidate::name)
                    .findFirst();
        }
    }

    /**
     * Solves all conda stages once, for a prefix of its own.
     *
     * @param requirements of all conda stages, MatchSpecs, Python among them
     * @param candidates the choice and then the ranked rest; never empty
     */
    record SolveConda(List<String> requirements, List<CondaCandidate> candidates) implements Step {
        public SolveConda {
            requirements = List.copyOf(requirements);
            candidates = List.copyOf(candidates);
            if (candidates.isEmpty()) {
                throw new IllegalArgumentException("a solve without a candidate");
            }
        }

        /** The candidate to be tried first; empty where none pins anything, because nothing had to be chosen. */
        public Optional<String> choice() {
            return candidates.stream()
                    .filter(candidate -> !candidate.pins().isEmpty())
                    .map(CondaCandidate::name)
                    .findFirst();
        }
    }

    /** What one stage installs, whoever installs it. */
    sealed interface Stage extends Step {
        /** Its name in the spec. */
        String stage();

        /** What was asked for in it, in its installer's words. */
        List<String> requirements();
    }

    /**
     * Links one conda stage's part of what was solved, without solving again.
     *
     * @param requirements as in {@link SolveConda#requirements}: the roots of this stage
     */
    record InstallConda(String stage, List<String> requirements) implements Stage {
        public InstallConda {
            requirements = List.copyOf(requirements);
        }
    }

    /**
     * Installs one stage's part of what was solved, without solving again.
     *
     * @param requirements as in {@link Solve#requirements}: the roots of this stage
     */
    record Install(String stage, List<String> requirements) implements Stage {
        public Install {
            requirements = List.copyOf(requirements);
        }
    }

    /** Puts one product of a toolkit into the prefix. */
    sealed interface ToolkitPart extends Step {
        /** What it is of. */
        ToolkitProduct product();

        ToolkitVersion version();

        /** What has to be fetched for it, each with its digest. */
        List<Archive> archives();
    }

    /**
     * Unpacks one product into the prefix, each archive after its digest was seen to be right.
     *
     * @param product what it is of
     */
    record UnpackToolkit(ToolkitProduct product, ToolkitVersion version, List<Archive> archives)
            implements ToolkitPart {
        public UnpackToolkit {
            archives = List.copyOf(archives);
        }
    }

    /** Lets NVIDIA's own installer, a program, put CUDA into the prefix: only where the machine's policy names it. */
    record RunToolkitInstaller(ToolkitVersion version, Archive runfile) implements ToolkitPart {
        @Override
        public ToolkitProduct product() {
            return ToolkitProduct.CUDA;
        }

        @Override
        public List<Archive> archives() {
            return List.of(runfile);
        }
    }

    /**
     * Proves a toolkit by what it says of itself.
     *
     * @param cudnn absent for a toolkit without
     * @param platform that its libraries must be for
     * @param onGpus whether the machine has GPUs that must answer to it
     */
    record ProveToolkit(ToolkitVersion cuda, @Nullable ToolkitVersion cudnn, Platform platform, boolean onGpus)
            implements Step {
        /** For people, {@code CUDA 12.6.3 with cuDNN 9.5.1}. */
        public String name() {
            return ToolkitProduct.CUDA + " " + cuda
                    + (cudnn == null ? "" : " with " + ToolkitProduct.CUDNN + " " + cudnn);
        }
    }

    /** What a toolkit is made of, in the order in which it is made. */
    enum ToolkitProduct {
        @JsonProperty("cuda")
        CUDA("CUDA"),
        @JsonProperty("cudnn")
        CUDNN("cuDNN");

        private final String label;

        ToolkitProduct(String label) {
            this.label = label;
        }

        /** As NVIDIA writes it. */
        @Override
        public String toString() {
            return label;
        }
    }

    /**
     * Proves the generation with its own Python before anybody can see it.
     *
     * @param checks in order; imports and consistency are always checked
     * @param cudaRequired whether the machine must compute on its GPUs for the proof to count
     * @param gpus which GPUs must; absent for every one, so that such a plan has the text that it had before
     */
    record Verify(
            List<Check> checks,
            boolean cudaRequired,
            @Nullable GpuScope gpus) implements Step {
        public Verify {
            checks = List.copyOf(checks);
            gpus = GpuScope.ALL.equals(gpus) ? null : gpus;
        }

        /** On every GPU. */
        public Verify(List<Check> checks, boolean cudaRequired) {
            this(checks, cudaRequired, null);
        }
    }

    /**
     * Makes the generation found by people. What is absent is not wanted: a plan of launchers alone has the text that
     * it had before there was anything else, and an agent that knows only launchers makes those; one that knows more
     * adds what is missing at its next look, since the plan is the same.
     *
     * @param kernel the title of the Jupyter kernel; absent for none
     * @param extras in order, each once; absent for none
     * @param variables set for whoever uses it
     */
    record Expose(
            boolean launcher,
            @Nullable String kernel,
            @Nullable List<Extra> extras,
            Map<VariableName, String> variables)
            implements Step {
        public Expose {
            extras = extras == null || extras.isEmpty()
                    ? null
                    : extras.stream().distinct().sorted().toList();
            variables = Map.copyOf(variables);
        }

        /** Launchers, or nothing. */
        public Expose(boolean launcher, Map<VariableName, String> variables) {
            this(launcher, null, null, variables);
        }

        /** Whether something is wanted beside launchers and kernel. */
        public boolean has(Extra extra) {
            return extras != null && extras.contains(extra);
        }

        /** What is made on demand only. */
        public enum Extra {
            @JsonProperty("activate")
            ACTIVATE,
            @JsonProperty("conda")
            CONDA,
            @JsonProperty("module")
            MODULE,
            /** As a CUDA toolkit has it: {@code CUDA_HOME} and its programs. */
            @JsonProperty("toolkitModule")
            TOOLKIT_MODULE,
            /** Nothing of its own: packages in people's homes come before those of the environment. */
            @JsonProperty("userSite")
            USER_SITE,
            @JsonProperty("vscode")
            VSCODE,
            /** Of a later version. */
            @JsonEnumDefaultValue
            UNKNOWN
        }
    }

    /** A step of a later version. */
    record Unknown() implements Step {}
}
