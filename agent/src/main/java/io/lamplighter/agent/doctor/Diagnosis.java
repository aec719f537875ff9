package io.lamplighter.agent.doctor;

import io.lamplighter.api.machine.CudaOnDisk;
import io.lamplighter.api.machine.CudaState;
import io.lamplighter.api.machine.Gpu;
import io.lamplighter.api.machine.MachineFacts;
import io.lamplighter.api.machine.MachineFacts.Host;
import io.lamplighter.api.machine.MachineFacts.Tool;
import io.lamplighter.api.machine.Slice;
import io.lamplighter.api.plan.Explanation.Considered;
import io.lamplighter.planner.TorchAdvice;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was found.
 *
 * @param lookedUp for GPUs of which the driver does not tell the compute capability, what it was known by, by uuid
 * @param checks how each health check stands
 * @param problems each with its next step; empty when all is well
 * @param warnings what somebody should look at, each with its next step
 */
public record Diagnosis(
        MachineFacts facts,
        Map<String, String> lookedUp,
        TorchAdvice torch,
        List<Checked> checks,
        List<String> problems,
        List<String> warnings) {
    public Diagnosis {
        lookedUp = Map.copyOf(lookedUp);
        checks = List.copyOf(checks);
        problems = List.copyOf(problems);
        warnings = List.copyOf(warnings);
    }

    /** The same with more that somebody should look at. */
    public Diagnosis warningToo(List<String> more) {
        List<String> all = Stream.concat(warnings.stream(), more.stream()).toList();
        return new Diagnosis(facts, lookedUp, torch, checks, problems, all);
    }

    /** For people. */
    public String text() {
        Page page = new Page();
        Host host = facts.host();
        page.line("Machine", host.hostName() + ", " + host.distribution() + ", " + host.architecture());
        page.lines("GPUs", facts.gpus().stream().map(this::line).toList());
        driver(page);
        page.lines(
                "Pythons",
                facts.interpreters().stream()
                        .map(python -> python.version() + "  " + python.path())
                        .toList());
        page.lines("uv", facts.tools().stream().map(Diagnosis::line).toList());
        toolkits(page);
        torch(page);
        if (!warnings.isEmpty()) {
            page.lines("Warnings", warnings);
        }
        page.lines("Problems", problems);
        return page.text();
    }

    private void driver(Page page) {
        switch (facts.driver()) {
            case CudaState.Loaded(String version, String cuda) -> working(page, version, cuda);
            case CudaState.RebootPending(String version, String cuda, String installed) ->
                working(page, version + "; the next boot brings " + installed, cuda);
            case CudaState.Wsl(String version, String cuda) -> working(page, version + " of Windows", cuda);
            case CudaState.Absent() -> page.line("Driver", "none, and no NVIDIA GPU that would want one");
            case CudaState.OtherVendor(String vendor, String model) ->
                page.line("Driver", "none; the GPU is " + vendor + " " + model + ", which CUDA does not serve");
            case CudaState.Blocked blocked -> page.line("Driver", CudaState.idOf(blocked) + ", see the problems");
        }
    }

    private static void working(Page page, String driver, @Nullable String cuda) {
        page.line("Driver", driver);
        page.line("CUDA", cuda == null ? "the driver does not say up to which version" : "up to " + cuda);
    }

    private void toolkits(Page page) {
        if (facts.cuda() != null) {
            page.lines(
                    "Toolkits",
                    facts.cuda().toolkits().stream().map(Diagnosis::line).toList());
            page.lines(
                    "cuDNN",
                    facts.cuda().cudnn().stream()
                            .map(cudnn -> cudnn.version() + "  " + cudnn.path())
                            .toList());
        }
    }

    private static String line(CudaOnDisk.Toolkit toolkit) {
        return "CUDA " + toolkit.version() + "  " + toolkit.path() + (toolkit.usual() ? "  (/usr/local/cuda)" : "");
    }

    private void torch(Page page) {
        Considered newest = torch.newest();
        if (newest == null) {
            page.lines("PyTorch", torch.reasons());
            if (torch.nearest() != null) {
                page.line("", "nearest: " + torch.nearest());
            }
            return;
        }
        page.line("PyTorch", "newest that runs here: " + newest.name() + ", " + newest.because());
        Considered newer = torch.newer();
        page.line("", newer == null ? "there is no newer one" : "not " + newer.name() + ": " + newer.because());
    }

    private String line(Gpu gpu) {
        String knownBy = lookedUp.get(gpu.uuid());
        return gpu.model()
                + ", compute capability " + gpu.computeCapability()
                + (knownBy == null ? "" : " by its " + knownBy + ", for the driver does not tell")
                + ", " + gpu.memoryMib() + " MiB"
                + (gpu.slice() == null ? "" : ", " + part(gpu.slice()));
    }

    private static String part(Slice slice) {
        return switch (slice) {
            case MIG -> "partitioned: a process sees one of its instances";
            case VGPU -> "a virtual GPU of its host";
            case OTHER -> "a part of one";
        };
    }

    private static String line(Tool tool) {
        return tool.path() == null
                ? "none that the agent may run; it installs " + tool.version()
                : tool.version() + "  " + tool.path();
    }

    /**
     * How a health check stands.
     *
     * @param gpu its uuid; absent for a check of the machine
     * @param status {@code ok}, {@code warn}, {@code fail}, {@code unknown} or {@code not_applicable}
     * @param detail what was seen, or why nothing was; absent where all is said
     */
    public record Checked(
            String check,
            @Nullable String gpu,
            String status,
            @Nullable String detail) {}

    /** Two columns. */
    private static final class Page {
        private static final int WIDTH = 10;

        private final StringBuilder text = new StringBuilder();

        void line(String title, String content) {
            text.append(title)
                    .repeat(' ', WIDTH - title.length())
                    .append(content)
                    .append('\n');
        }

        void lines(String title, List<String> contents) {
            if (contents.isEmpty()) {
                line(title, "none");
            }
            for (int i = 0; i < contents.size(); i++) {
                line(i == 0 ? title : "", contents.get(i));
            }
        }

        String text() {
            return text.toString();
        }
    }
}
