package io.lamplighter.agent.probe;

import io.lamplighter.agent.nvml.Answer;
import io.lamplighter.agent.nvml.GpuState;
import io.lamplighter.agent.nvml.NvmlReading;
import io.lamplighter.agent.nvml.NvmlReturn;
import io.lamplighter.agent.probe.SmiDocument.Values;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The GPUs by {@code nvidia-smi -q -x}, where NVIDIA's library cannot be loaded. */
final class SmiXmlProbe implements Probe<NvmlReading.Read> {
    /** From driver 610 on there is a remark behind it. */
    private static final Pattern CUDA = Pattern.compile("(\\d+)\\.(\\d+)(?: .*)?");

    private final NvidiaTool tool;

    SmiXmlProbe(NvidiaTool tool) {
        this.tool = tool;
    }

    @Override
    public String source() {
        return "nvidia_smi_xml";
    }

    @Override
    public NvmlReading.Read read() throws ProbeException, IOException, InterruptedException {
        return parse(tool.document());
    }

    static NvmlReading.Read parse(String text) throws ProbeException {
        SmiDocument document = SmiDocument.parse(text);
        Values general = document.general();
        List<GpuState> gpus = new ArrayList<>();
        for (Values gpu : document.gpus()) {
            gpus.add(new SmiSample(new SmiAnswers(gpu)).state(gpus.size()));
        }
        String driver = general.first("driver_version", "kmd_version")
                .orElseThrow(() -> new ProbeException("nvidia-smi -q -x names no driver"));
        return new NvmlReading.Read(driver, null, cuda(general), gpus);
    }

    private static Answer<Integer> cuda(Values general) {
        Matcher version =
                CUDA.matcher(general.first("cuda_version", "cuda_umd_version").orElse(""));
        return version.matches()
                ? new Answer.Value<>(
                        Integer.parseInt(version.group(1)) * 1000 + Integer.parseInt(version.group(2)) * 10)
                : new Answer.Refused<>(NvmlReturn.NOT_SUPPORTED, 3);
    }
}
