package io.lamplighter.agent.doctor;

import io.lamplighter.api.machine.CudaState;
import io.lamplighter.api.machine.Gpu;
import io.lamplighter.api.machine.MachineFacts;
import io.lamplighter.api.machine.MachineFacts.Host;
import io.lamplighter.api.machine.MachineFacts.Tool;
import io.lamplighter.api.plan.Explanation.Considered;
import io.lamplighter.planner.TorchAdvice;
import java.util.List;

/**
 * What was found.
 *
 * @param problems each with its next step; empty when all is well
 */
public record Diagnosis(MachineFacts facts, TorchAdvice torch, List<String> problems) {
    public Diagnosis {
        problems = List.copyOf(problems);
    }

    /** For people. */
    public String text() {
        Page page = new Page();
        Host host = facts.host();
        page.line("Machine", host.hostName() + ", " + host.distribution() + ", " + host.architecture());
        page.lines("GPUs", facts.gpus().stream().map(Diagnosis::line).toList());
        driver(page);
        page.lines(
                "Pythons",
                facts.interpreters().stream()
                        .map(python -> python.version() + "  " + python.path())
                        .toList());
        page.lines("uv", facts.tools().stream().map(Diagnosis::line).toList());
        torch(page);
        page.lines("Problems", problems);
        return page.text();
    }

    private void driver(Page page) {
        switch (facts.driver()) {
            case CudaState.Working working -> {
                page.line("Driver", working.version());
                page.line(
                        "CUDA",
                        working.cuda() == null
                                ? "the driver does not say up to which version"
                                : "up to " + working.cuda());
            }
            case CudaState.Absent() -> page.line("Driver", "none, and no NVIDIA GPU that would want one");
            case CudaState.OtherVendor(String vendor, String model) ->
                page.line("Driver", "none; the GPU is " + vendor + " " + model + ", which CUDA does not serve");
            case CudaState.Blocked _ -> page.line("Driver", "unknown, see the problems");
        }
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

    private static String line(Gpu gpu) {
        return gpu.model() + ", compute capability " + gpu.computeCapability() + ", " + gpu.memoryMib() + " MiB";
    }

    private static String line(Tool tool) {
        return tool.path() == null
                ? "none that the agent may run; it installs " + tool.version()
                : tool.version() + "  " + tool.path();
    }

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
