package io.lamplighter.agent.nvml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.agent.nvml.GpuSample.Clock;
import io.lamplighter.agent.nvml.GpuSample.RecoveryAction;
import io.lamplighter.agent.nvml.GpuSample.RemappedRows;
import io.lamplighter.agent.nvml.GpuState.Sampled;
import io.lamplighter.agent.nvml.NvmlReading.Read;
import io.lamplighter.api.json.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * NVIDIA's own binding, from PyPI, reads from the stand-in what the agent reads from it: both are wrong about layouts,
 * names and codes together, or neither is. {@code deploy/dev/find-pynvml} installs it when it is missing.
 */
class PynvmlTest {
    private static final String SCRIPT = """
            import json
            from pynvml import *

            def ask(function, *arguments):
                try:
                    return function(*arguments)
                except NVMLError as error:
                    return {"error": error.value}

            def of(structure, *names):
                return structure if isinstance(structure, dict) else [getattr(structure, name) for name in names]

            def field(device, number):
                value = nvmlDeviceGetFieldValues(device, [number])[0]
                return {"error": value.nvmlReturn} if value.nvmlReturn else value.value.uiVal

            def retired(device, cause):
                pages = ask(nvmlDeviceGetRetiredPages_v2, device, cause)
                return pages if isinstance(pages, dict) else len(pages)

            def gpu(index):
                device = nvmlDeviceGetHandleByIndex(index)
                return {
                    "uuid": nvmlDeviceGetUUID(device),
                    "again": nvmlDeviceGetUUID(nvmlDeviceGetHandleByUUID(nvmlDeviceGetUUID(device))),
                    "name": nvmlDeviceGetName(device),
                    "bus": nvmlDeviceGetPciInfo(device).busId[-12:].lower(),
                    "vbios": nvmlDeviceGetVbiosVersion(device),
                    "cc": list(nvmlDeviceGetCudaComputeCapability(device)),
                    "memory": of(ask(nvmlDeviceGetMemoryInfo, device, nvmlMemory_v2), "total", "reserved", "used"),
                    "utilization": of(ask(nvmlDeviceGetUtilizationRates, device), "gpu"),
                    "temperature": ask(nvmlDeviceGetTemperatureV, device, NVML_TEMPERATURE_GPU),
                    "old temperature": ask(nvmlDeviceGetTemperature, device, NVML_TEMPERATURE_GPU),
                    "slowdown": ask(nvmlDeviceGetTemperatureThreshold, device, NVML_TEMPERATURE_THRESHOLD_SLOWDOWN),
                    "memory temperature": field(device, NVML_FI_DEV_MEMORY_TEMP),
                    "power": ask(nvmlDeviceGetPowerUsage, device),
                    "limit": ask(nvmlDeviceGetEnforcedPowerLimit, device),
                    "energy": ask(nvmlDeviceGetTotalEnergyConsumption, device),
                    "clocks": [ask(nvmlDeviceGetClockInfo, device, clock) for clock in range(4)],
                    "fans": [nvmlDeviceGetFanSpeed_v2(device, fan) for fan in range(nvmlDeviceGetNumFans(device))],
                    "reasons": ask(nvmlDeviceGetCurrentClocksEventReasons, device),
                    "ecc": ask(nvmlDeviceGetEccMode, device),
                    "errors": [ask(nvmlDeviceGetTotalEccErrors, device, type, counter)
                               for counter in (NVML_VOLATILE_ECC, NVML_AGGREGATE_ECC)
                               for type in (NVML_MEMORY_ERROR_TYPE_CORRECTED, NVML_MEMORY_ERROR_TYPE_UNCORRECTED)],
                    "remapped": ask(nvmlDeviceGetRemappedRows, device),
                    "retired": [retired(device, cause) for cause in range(2)],
                    "pcie": [ask(function, device) for function in (
                        nvmlDeviceGetCurrPcieLinkGeneration, nvmlDeviceGetCurrPcieLinkWidth,
                        nvmlDeviceGetMaxPcieLinkGeneration, nvmlDeviceGetMaxPcieLinkWidth,
                        nvmlDeviceGetPcieReplayCounter)],
                    "processes": [[each.pid, each.usedGpuMemory] for each in nvmlDeviceGetComputeRunningProcesses(device)],
                    "mig": ask(nvmlDeviceGetMigMode, device),
                    "persistence": ask(nvmlDeviceGetPersistenceMode, device),
                    "recovery": field(device, NVML_FI_DEV_GET_GPU_RECOVERY_ACTION),
                }

            try:
                nvmlInit()
                print(json.dumps({
                    "driver": nvmlSystemGetDriverVersion(),
                    "nvml": nvmlSystemGetNVMLVersion(),
                    "cuda": ask(nvmlSystemGetCudaDriverVersion_v2),
                    "gpus": [gpu(index) for index in range(nvmlDeviceGetCount())],
                }))
            except NVMLError as error:
                print(json.dumps({"error": error.value}))
            """;

    @TempDir
    Path root;

    @Test
    void readsWhatTheAgentReads() throws Exception {
        NvmlStandIn library = NvmlStandIn.in(root)
                .gpu("GPU-a", "0000:01:00")
                .gpu("GPU-b", "0000:41:00")
                .set("0.retired.0", "2")
                .set("0.retired.1", "0")
                .set("1.memory", "12884901888,0,0")
                .set("1.processes", "")
                .without("1.ecc", "1.ecc.0.0", "1.ecc.1.0", "1.ecc.0.1", "1.ecc.1.1", "1.remapped", "1.power", "1.mig")
                .without("1.utilization", "1.field.230", "1.field.82", "1.clock.3", "1.fans", "1.energy");

        JsonNode said = pynvml();
        Read reading = (Read) agent(library);

        assertThat(said.get("driver").asText()).isEqualTo(reading.driver());
        assertThat(NvmlSession.withoutCuda(said.get("nvml").asText())).isEqualTo(reading.nvml());
        assertThat(said.get("cuda")).isEqualTo(json(reading.cuda()));
        assertThat(said.get("gpus")).hasSize(2);
        for (int i = 0; i < 2; i++) {
            JsonNode theirs = said.get("gpus").get(i);
            assertThat(theirs.get("again")).isEqualTo(theirs.get("uuid"));
            assertThat(theirs.get("old temperature")).isEqualTo(theirs.get("temperature"));
            ours((Sampled) reading.gpus().get(i))
                    .forEach((key, value) -> assertThat(theirs.get(key)).as(key).isEqualTo(value));
        }
    }

    @Test
    void failsAsTheAgentFails() throws Exception {
        NvmlStandIn library = NvmlStandIn.in(root).set("return.nvmlInitWithFlags", "18");

        JsonNode said = pynvml();

        assertThat(said.get("error").asInt()).isEqualTo(((NvmlReading.Failed) agent(library)).code());
    }

    private static Map<String, JsonNode> ours(Sampled gpu) {
        GpuSample sample = gpu.sample();
        Map<String, Object> values = new HashMap<>();
        values.put("uuid", gpu.gpu().uuid());
        values.put("name", gpu.gpu().model());
        values.put("bus", gpu.gpu().busId());
        values.put("vbios", gpu.gpu().vbios());
        values.put("memory", sample.memory().map(each -> list(each.total(), each.reserved(), each.used())));
        values.put("utilization", sample.utilizationPercent().map(List::of));
        values.put("temperature", sample.thermal().core());
        values.put("slowdown", sample.thermal().slowdown());
        values.put("memory temperature", sample.thermal().memory());
        values.put("power", sample.power().milliwatts());
        values.put("limit", sample.power().limitMilliwatts());
        values.put("energy", sample.power().millijoules());
        values.put(
                "retired",
                List.of(
                        json(sample.errors().retiredPagesSingleBit()),
                        json(sample.errors().retiredPagesDoubleBit())));
        values.put(
                "clocks",
                Stream.of(Clock.values())
                        .map(clock -> sample.clocksMhz().containsKey(clock)
                                ? node(sample.clocksMhz().get(clock))
                                : node(Map.of("error", 3)))
                        .toList());
        values.put(
                "fans",
                new TreeMap<>(sample.fansPercent())
                        .values().stream().map(PynvmlTest::json).toList());
        values.put("persistence", sample.persistence().map(on -> on ? 1 : 0));
        values.put("recovery", sample.recovery().map(action -> action == RecoveryAction.NONE ? 0 : -1));
        values.put("remapped", sample.errors().remapped().map(PynvmlTest::list));
        values.put("mig", sample.partitioned().map(on -> list(on ? 1 : 0, 0)));
        values.put("ecc", sample.errors().ecc().map(on -> list(on ? 1 : 0, 1)));
        values.put(
                "errors",
                List.of(
                        json(sample.errors().corrected()),
                        json(sample.errors().uncorrected()),
                        json(sample.errors().lifetimeCorrected()),
                        json(sample.errors().lifetimeUncorrected())));
        values.put(
                "pcie",
                List.of(
                        json(sample.pcie().generation()),
                        json(sample.pcie().width()),
                        json(sample.pcie().maximumGeneration()),
                        json(sample.pcie().maximumWidth()),
                        json(sample.pcie().replays())));
        values.put(
                "processes",
                sample.compute()
                        .map(all -> all.stream()
                                .map(each -> list(each.pid(), each.bytes()))
                                .toList()));
        Map<String, JsonNode> nodes = new HashMap<>();
        values.forEach((key, value) -> nodes.put(key, value instanceof Answer<?> answer ? json(answer) : node(value)));
        return nodes;
    }

    private static List<Integer> list(RemappedRows rows) {
        return List.of(rows.correctable(), rows.uncorrectable(), rows.pending() ? 1 : 0, rows.failed() ? 1 : 0);
    }

    private static JsonNode list(@Nullable Object... values) {
        return node(values);
    }

    private static JsonNode json(Answer<?> answer) {
        return switch (answer) {
            case Answer.Value<?>(Object said) -> node(said);
            case Answer.Refused<?>(NvmlReturn _, int code) -> node(Map.of("error", code));
            case Answer.NoFunction<?> _ -> node(Map.of("error", 13));
        };
    }

    /** Through text, so that numbers of any width are alike. */
    private static JsonNode node(Object value) {
        return read(Wire.write(value));
    }

    private static JsonNode read(String json) {
        try {
            return Wire.mapper().readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private NvmlReading agent(NvmlStandIn library) throws InterruptedException {
        return new Nvml(
                        new NvmlLocations(List.of(library.library())),
                        Sleep.NEVER,
                        Duration.ofMinutes(1),
                        InstantSource.system(),
                        _ -> {})
                .read();
    }

    private JsonNode pynvml() throws IOException, InterruptedException {
        String python = say(new ProcessBuilder("../deploy/dev/find-pynvml")).strip();
        ProcessBuilder reading = new ProcessBuilder(python, "-c", SCRIPT);
        reading.environment().put("LD_LIBRARY_PATH", root.toString());
        return read(say(reading));
    }

    private static String say(ProcessBuilder command) throws IOException, InterruptedException {
        Process process = command.redirectError(Redirect.INHERIT).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError("this test needs pynvml; it said: " + said);
        }
        return said;
    }
}
