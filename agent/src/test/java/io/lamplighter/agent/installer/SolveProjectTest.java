package io.lamplighter.agent.installer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lamplighter.api.manifest.Source;
import io.lamplighter.api.plan.AvailableSource;
import io.lamplighter.api.plan.Candidate;
import io.lamplighter.api.plan.Candidate.Placement;
import io.lamplighter.api.plan.Step.Solve;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SolveProjectTest {
    private static final Candidate AS_ASKED = new Candidate("as asked", List.of(), Map.of());
    private static final List<AvailableSource> SOURCES = List.of(
            new AvailableSource(Source.PYTORCH, Source.Type.PYTORCH, "https://wheels.lab.example/whl", List.of()),
            new AvailableSource(Source.PYPI, Source.Type.PYPI, null, List.of()));

    @Test
    void placesAPackageInOneIndexAndLeavesTheRestToTheDefault() {
        Candidate candidate = new Candidate(
                "torch 2.10.0 cu126",
                List.of("torch==2.10.0+cu126"),
                Map.of(
                        "torch", new Placement(Source.PYTORCH, "cu126"),
                        "torchvision", new Placement(Source.PYTORCH, "cu126"),
                        "numpy", new Placement(Source.PYPI, null)));

        String project = render(List.of("torch==2.10.*", "numpy<3; python_version >= \"3.9\""), candidate, SOURCES);

        assertThat(project).isEqualTo("""
                [project]
                name = "lamplighter-environment"
                version = "0"
                requires-python = ">=3"
                dependencies = ["torch==2.10.*", "numpy<3; python_version >= \\"3.9\\"", "torch==2.10.0+cu126"]

                [tool.uv.sources]
                "torch" = { index = "source-pytorch-cu126" }

                [[tool.uv.index]]
                name = "source-pytorch-cu126"
                url = "https://wheels.lab.example/whl/cu126"
                explicit = true
                """);
    }

    @Test
    void placesAnOldReleaseOnThePageThatListsIt() {
        Placement page = new Placement(Source.PYTORCH, "cu111", "torch_stable.html");
        Candidate candidate = new Candidate(
                "torch 1.8.1 cu111", List.of("torch==1.8.1+cu111"), Map.of("torch", page, "torchvision", page));

        String project = render(List.of("torch", "torchvision"), candidate, SOURCES);

        assertThat(project).endsWith("""
                [tool.uv.sources]
                "torch" = { index = "source-pytorch-torch_stable.html" }
                "torchvision" = { index = "source-pytorch-torch_stable.html" }

                [[tool.uv.index]]
                name = "source-pytorch-torch_stable.html"
                url = "https://wheels.lab.example/whl/torch_stable.html"
                format = "flat"
                explicit = true
                """);
    }

    @Test
    void takesEverythingFromTheBranchOfATreeThatIsAllThereIs() {
        Candidate candidate = new Candidate(
                "torch 2.10.0 cu126",
                List.of("torch==2.10.0+cu126"),
                Map.of("torch", new Placement(Source.PYTORCH, "cu126")));

        SolveProject project = new SolveProject(
                new Solve(List.of("torch", "numpy"), List.of(candidate), Source.PYTORCH),
                candidate,
                new SourceAddresses(SOURCES));

        assertThat(project.indexes())
                .isEqualTo(new Indexes(Map.of(), new PackageIndex.Simple("https://wheels.lab.example/whl/cu126")));
        assertThat(project.render()).endsWith("[tool.uv.sources]\n");
    }

    @Test
    void refusesATreeAsDefaultOfACandidateWithoutBranch() {
        assertThatThrownBy(() -> new SourceAddresses(SOURCES).ofDefault(Source.PYTORCH, AS_ASKED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"pytorch\", of which as asked names 0 branches");
    }

    @Test
    void knowsTheAddressOfASitesOwnDefaultIndex() {
        var own = new AvailableSource(Source.PYPI, Source.Type.PYPI, "https://mirror.lab.example/simple", List.of());

        var pypi = new Placement(Source.PYPI, null);

        assertThat(new SourceAddresses(List.of(own)).unlessInstallersOwn(pypi))
                .contains(new PackageIndex.Simple("https://mirror.lab.example/simple"));
        assertThat(new SourceAddresses(SOURCES).unlessInstallersOwn(pypi)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-r /etc/passwd",
                "--index-url=https://evil.example",
                "numpy @ https://evil.example/x.whl",
                "./local",
                "-e ."
            })
    void refusesWhatIsNotARequirement(String requirement) {
        assertThatThrownBy(() -> render(List.of(requirement), AS_ASKED, SOURCES))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesASourceThatTheAssignmentDoesNotCarry() {
        assertThatThrownBy(() -> new SourceAddresses(List.of()).ofDefault(Source.PYPI, AS_ASKED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"pypi\"");
    }

    private static String render(List<String> requirements, Candidate candidate, List<AvailableSource> sources) {
        return new SolveProject(
                        new Solve(requirements, List.of(candidate), Source.PYPI),
                        candidate,
                        new SourceAddresses(sources))
                .render();
    }
}
