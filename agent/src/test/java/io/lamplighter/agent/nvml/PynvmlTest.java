package io.lamplighter.agent.nvml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.agent.nvml.GpuSample.Clock;
import io.lamplighter.agent.nvml.GpuSample.ClockReason;
import io.lamplighter.agent.nvml.GpuSample.GpuProcess;
import io.lamplighter.agent.nvml.GpuSample.RecoveryAction;
import io.lamplighter.agent.nvml.GpuSample.RemappedRows;
import io.lamplighter.agent.nvml.GpuState.Sampled;
import io.lamplighter.agent.nvml.NvmlReading.Read;
import io.lamplighter.api.json.Wire;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
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
            import pynvml
            from pynvml import *

            REASONS = {
                "IDLE": nvmlClocksEventReasonGpuIdle,
                "APPLICATION_CLOCKS": nvmlClocksEventReasonApplicationsClocksSetting,
                "SW_POWER_CAP": nvmlClocksEventReasonSwPowerCap,
                "HW_SLOWDOWN": nvmlClocksEventReasonHwSlowdown,
                "SYNC_BOOST": nvmlClocksEventReasonSyncBoost,
                "SW_THERMAL": nvmlClocksEventReasonSwThermalSlowdown,
                "HW_THERMAL": nvmlClocksEventReasonHwThermalSlowdown,
                "HW_POWER_BRAKE": nvmlClocksEventReasonHwPowerBrakeSlowdown,
                "DISPLAY_CLOCKS": nvmlClocksEventReasonDisplayClockSetting,
            }
            ACTION = "NVML_GPU_RECOVERY_ACTION_"
            ACTIONS = {getattr(pynvml, name): name[len(ACTION):] for name in dir(pynvml) if name.startswith(ACTION)}

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

            def reasons(device):
                bits = ask(nvmlDeviceGetCurrentClocksEventReasons, device)
                return bits if isinstance(bits, dict) else sorted(name for name in REASONS if bits & REASONS[name])

            def recovery(device):
                action = field(device, NVML_FI_DEV_GET_GPU_RECOVERY_ACTION)
                return action if isinstance(action, dict) else ACTIONS.get(action, "OTHER")

            def current(modes):
                return modes if isinstance(modes, dict) else modes[0]

            def processes(function, device):
                return [[each.pid, each.usedGpuMemory] for each in function(device)]

            def instances(device):
                found = [ask(nvmlDeviceGetMigDeviceHandleByIndex, device, place)
                         for place in range(nvmlDeviceGetMaxMigDeviceCount(device))]
                return [nvmlDeviceGetUUID(each) for each in found if not isinstance(each, dict)]

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
                    "fans": [ask(nvmlDeviceGetFanSpeed_v2, device, fan) for fan in range(nvmlDeviceGetNumFans(device))],
                    "reasons": reasons(device),
                    "ecc": current(ask(nvmlDeviceGetEccMode, device)),
                    "errors": [ask(nvmlDeviceGetTotalEccErrors, device, type, counter)
                               for counter in (NVML_VOLATILE_ECC, NVML_AGGREGATE_ECC)
                               for type in (NVML_MEMORY_ERROR_TYPE_CORRECTED, NVML_MEMORY_ERROR_TYPE_UNCORRECTED)],
                    "remapped": ask(nvmlDeviceGetRemappedRows, device),
                    "retired": [retired(device, cause) for cause in range(2)],
                    "retirement pending": ask(nvmlDeviceGetRetiredPagesPendingStatus, device),
                    "pcie": [ask(function, device) for function in (
                        nvmlDeviceGetCurrPcieLinkGeneration, nvmlDeviceGetCurrPcieLinkWidth,
                        nvmlDeviceGetMaxPcieLinkGeneration, nvmlDeviceGetMaxPcieLinkWidth,
                        nvmlDeviceGetPcieReplayCounter)],
                    "processes": processes(nvmlDeviceGetComputeRunningProcesses, device),
                    "graphics": processes(nvmlDeviceGetGraphicsRunningProcesses, device),
                    "mig": current(ask(nvmlDeviceGetMigMode, device)),
                    "instances": instances(device),
                    "persistence": ask(nvmlDeviceGetPersistenceMode, device),
                    "recovery": recovery(device),
                }

            try:
                nvmlInit()
                print(json.dumps({
                    "driver": nvmlSystemGetDriverVersion(),
                    "nvml": nvmlSystemGetNVMLVersion(),
                    "cuda": ask(nvmlSystemGetCudaDriverVersion_v2),
                    "actions": sorted(ACTIONS.values()),
                    "gpus": [gpu(index) for index in range(nvmlDeviceGetCount())],
                }))
            except NVMLError as error:
                print(json.dumps({"error": error.value}))
            """;

    private static final String LISTENER = """
            import json
            from pynvml import *

            nvmlInit()
            events = nvmlEventSetCreate()
            for index in range(nvmlDeviceGetCount()):
                nvmlDeviceRegisterEvents(nvmlDeviceGetHandleByIndex(index), nvmlEventTypeXidCriticalError, events)
            print("listening", flush=True)
            input()
            heard = []
            try:
                while True:
                    event = nvmlEventSetWait_v2(events, 0)
                    if event.eventType == nvmlEventTypeXidCriticalError:
                        heard.append([nvmlDeviceGetUUID(event.device), event.eventData])
            except NVMLError_Timeout:
                print(json.dumps(heard))
            """;

    /** Asked in two ways by the script alone. */
    private static final List<String> WITHOUT_OURS = List.of("again", "old temperature");

    @TempDir
    Path root;

    /** Modes of ECC and MIG that wait for a reset differ from those that hold, which alone the agent reports. */
    @Test
    void readsWhatTheAgentReads() throws Exception {
        NvmlStandIn library = NvmlStandIn.in(root)
                .gpu("GPU-a", "0000:01:00")
                .gpu("GPU-b", "0000:41:00")
                .gpu("GPU-c", "0001:c1:00")
                .set("0.retired.0", "2")
                .set("0.retired.1", "0")
                .set("0.retired.pending", "0")
                .set("0.ecc", "1,0")
                .set("0.mig", "0,1")
                .set("2.retired.pending", "1")
                .set("2.cc", "12.0")
                .set("2.ecc", "0,1")
                .set("2.mig", "1,0")
                .set("2.instances", "MIG-1,MIG-2")
                .set("2.remapped", "0,3,1,1")
                .set("2.graphics", "")
                .set("2.persistence", "0")
                .set("2.fan.1.return", "999")
                .set("1.memory", "12884901888,0,0")
                .set("1.processes", "")
                .without("1.ecc", "1.ecc.0.0", "1.ecc.1.0", "1.ecc.0.1", "1.ecc.1.1", "1.remapped", "1.power", "1.mig")
                .without("1.utilization", "1.field.230", "1.field.82", "1.clock.3", "1.fans", "1.energy");

        JsonNode said = pynvml();
        Read reading = (Read) agent(library);

        assertThat(said.get("driver").asText()).isEqualTo(reading.driver());
        assertThat(NvmlSession.withoutCuda(said.get("nvml").asText())).isEqualTo(reading.nvml());
        assertThat(said.get("cuda")).isEqualTo(json(reading.cuda()));
        assertThat(said.get("gpus")).hasSize(3);
        for (JsonNode theirs : said.get("gpus")) {
            assertThat(theirs.get("again")).isEqualTo(theirs.get("uuid"));
            assertThat(theirs.get("old temperature")).isEqualTo(theirs.get("temperature"));
        }
        isTheSame(said.get("gpus"), reading);
    }

    /** One GPU for each, so that no two can stand for each other; the last action is one that no table has. */
    @Test
    void callsWhatNumbersMeanAsTheAgentDoes() throws Exception {
        NvmlStandIn library = NvmlStandIn.in(root);
        for (int i = 0; i < ClockReason.values().length; i++) {
            library.gpu("GPU-" + i, "0000:%02x:00".formatted(i + 1))
                    .set(i + ".reasons", String.valueOf(1 << i))
                    .set(i + ".field.230", String.valueOf(i));
        }

        JsonNode said = pynvml();

        isTheSame(said.get("gpus"), (Read) agent(library));
        assertThat(said.get("actions"))
                .isEqualTo(node(Stream.of(RecoveryAction.values())
                        .filter(action -> action != RecoveryAction.OTHER)
                        .map(Enum::name)
                        .sorted()
                        .toList()));
    }

    @Test
    void hearsTheErrorsThatTheAgentHears() throws Exception {
        NvmlStandIn library = NvmlStandIn.in(root).gpu("GPU-a", "0000:01:00").gpu("GPU-b", "0000:41:00");
        List<XidEvent> heard = Collections.synchronizedList(new ArrayList<>());
        Nvml nvml = nvml(library, heard::add);
        nvml.read();
        Process listener = start("-c", LISTENER);
        BufferedReader said = listener.inputReader(UTF_8);
        assertThat(said.readLine()).isEqualTo("listening");

        library.set("events", "1:79,0:48,0:31:2,1:119");
        nvml.read();
        listener.getOutputStream().write('\n');
        listener.getOutputStream().close();

        assertThat(heard)
                .containsExactly(new XidEvent("GPU-b", 79), new XidEvent("GPU-a", 48), new XidEvent("GPU-b", 119));
        assertThat(read(said.readLine()))
                .isEqualTo(node(heard.stream()
                        .map(event -> List.of(event.uuid(), event.xid()))
                        .toList()));
    }

    private static void isTheSame(JsonNode theirs, Read reading) {
        assertThat(theirs).hasSameSizeAs(reading.gpus());
        for (int i = 0; i < theirs.size(); i++) {
            JsonNode said = theirs.get(i);
            Map<String, JsonNode> ours = ours((Sampled) reading.gpus().get(i));
            assertThat(said.properties())
                    .extracting(Map.Entry::getKey)
                    .filteredOn(key -> !WITHOUT_OURS.contains(key))
                    .as("what is asked is compared")
                    .containsExactlyInAnyOrderElementsOf(ours.keySet());
            ours.forEach((key, value) -> assertThat(said.get(key)).as(key).isEqualTo(value));
        }
    }

    @Test
    void failsAsTheAgentFails() throws Exception {
        NvmlStandIn library = NvmlStandIn.in(root).set("return.nvmlInitWithFlags", "18");

        JsonNode said = pynvml();

        assertThat(said.get("error").asInt()).isEqualTo(((NvmlReading.Failed) agent(library)).code());
    }

    /**
     * Not compared, since pynvml has no function for it: {@code nvmlInit_v2} (it begins with
     * {@code nvmlInitWithFlags}), and the forms of lists of processes before {@code _v3}, all of which the agent asks
     * where there is nothing newer.
     */
    private static Map<String, JsonNode> ours(Sampled gpu) {
        GpuSample sample = gpu.sample();
        Map<String, Object> values = new HashMap<>();
        values.put("uuid", gpu.gpu().uuid());
        values.put("name", gpu.gpu().model());
        values.put("bus", gpu.gpu().busId());
        values.put("vbios", gpu.gpu().vbios());
        values.put(
                "cc",
                Optional.ofNullable(gpu.gpu().computeCapability())
                        .map(each -> List.of(each.major(), each.minor()))
                        .orElse(List.of()));
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
        values.put("recovery", sample.recovery().map(Enum::name));
        values.put("remapped", sample.errors().remapped().map(PynvmlTest::list));
        values.put("mig", sample.partitioned().map(on -> on ? 1 : 0));
        values.put("instances", sample.instances());
        values.put(
                "reasons",
                sample.throttled()
                        .map(all -> all.stream().map(Enum::name).sorted().toList()));
        values.put("ecc", sample.errors().ecc().map(on -> on ? 1 : 0));
        values.put("retirement pending", sample.errors().retirementPending().map(on -> on ? 1 : 0));
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
        values.put("processes", processes(sample.compute()));
        values.put("graphics", processes(sample.graphics()));
        Map<String, JsonNode> nodes = new HashMap<>();
        values.forEach((key, value) -> nodes.put(key, value instanceof Answer<?> answer ? json(answer) : node(value)));
        return nodes;
    }

    private static Answer<List<JsonNode>> processes(Answer<List<GpuProcess>> processes) {
        return processes.map(
                all -> all.stream().map(each -> list(each.pid(), each.bytes())).toList());
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

    private static NvmlReading agent(NvmlStandIn library) throws InterruptedException {
        return nvml(library, _ -> {}).read();
    }

    private static Nvml nvml(NvmlStandIn library, Consumer<XidEvent> xids) {
        return new Nvml(
                new NvmlLocations(List.of(library.library())),
                Sleep.NEVER,
                Duration.ofMinutes(1),
                InstantSource.system(),
                xids);
    }

    private JsonNode pynvml() throws IOException, InterruptedException {
        return read(said(start("-c", SCRIPT)));
    }

    /** Starts the Python that has it, on the stand-in. */
    private Process start(String... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(
                said(begin(new ProcessBuilder("../deploy/dev/find-pynvml"))).strip()));
        line.addAll(List.of(arguments));
        ProcessBuilder reading = new ProcessBuilder(line);
        reading.environment().put("LD_LIBRARY_PATH", root.toString());
        return begin(reading);
    }

    private static Process begin(ProcessBuilder command) throws IOException {
        return command.redirectError(Redirect.INHERIT).start();
    }

    private static String said(Process process) throws IOException, InterruptedException {
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError("this test needs pynvml; it said: " + said);
        }
        return said;
    }
}
