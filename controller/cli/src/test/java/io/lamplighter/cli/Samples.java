package io.lamplighter.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.lamplighter.api.json.Wire;
import io.lamplighter.api.manifest.Manifest;
import io.lamplighter.api.manifest.ManifestException;
import io.lamplighter.api.manifest.ManifestReader;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.api.plan.Explanation;
import io.lamplighter.api.plan.Resolution;
import io.lamplighter.api.run.RunReport;
import io.lamplighter.api.schedule.Opening;
import io.lamplighter.api.view.MachineView;
import io.lamplighter.api.view.Page;
import io.lamplighter.api.view.PlacementView;
import io.lamplighter.api.view.PlacementView.Phase;
import io.lamplighter.api.view.Stored;
import io.lamplighter.api.wire.Problem;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Things a controller holds, as small as they can be. */
final class Samples {
    static final Instant THEN = Instant.parse("2026-11-23T09:00:00Z");

    static final String ENVIRONMENT = """
            apiVersion: lamplighter.io/v1
            kind: Environment
            metadata: {name: torch}
            spec:
              python: "3.11"
              stages:
              - {name: framework, packages: [torch, torchvision]}
            """;

    static final String GROUP = """
            apiVersion: lamplighter.io/v1
            kind: Group
            metadata: {name: everyone}
            spec: {selector: {room: b12}, environments: [torch]}
            """;

    static final String SOURCE = """
            apiVersion: lamplighter.io/v1
            kind: Source
            metadata: {name: site-pypi}
            spec: {type: pypi, url: "https://mirror.example/simple", replaces: pypi}
            """;

    static final String TOOLKIT = """
            apiVersion: lamplighter.io/v1
            kind: Toolkit
            metadata: {name: cuda-12-6}
            spec:
              cuda: {version: "12.6.3", archives: [{url: "https://mirror.example/cuda.tar.gz", sha256: %1$s}]}
              cudnn: {version: "9.5.1", archives: [{url: "https://mirror.example/cudnn.tar.xz", sha256: %1$s}]}
            """.formatted("a".repeat(64));

    static final String FACTS = """
            {"host": {"hostName": "ws-01", "os": "linux", "distribution": "Debian GNU/Linux 12", "kernel": "6.1.0",
                      "architecture": "x86_64", "glibc": "2.36", "processor": "A processor",
                      "logicalProcessors": 8, "memoryMib": 32768},
             "driver": {"state": "absent"},
             "gpus": [],
             "interpreters": [{"version": "3.11.2", "path": "/usr/bin/python3.11"}],
             "tools": [],
             "sources": [],
             "disk": {"totalBytes": 500107862016, "freeBytes": 10737418240, "reserveBytes": 2147483648},
             "findings": [
              {"check": "gpu.fan", "subject": "GPU-0", "status": "warn", "detail": "fan 0 stands still at 88 °C",
               "remedy": "look at the fan"},
              {"check": "gpu.count", "status": "fail", "detail": "it was here before: NVIDIA A100 (GPU-1)",
               "remedy": "reboot"}],
             "cuda": {"toolkits": [
                       {"version": "11.8.0", "path": "/usr/local/cuda-11.8", "usual": false, "source": "version_json"},
                       {"version": "12.6.3", "path": "/usr/local/cuda-12.6", "usual": true, "source": "version_json"}],
                      "cudnn": [{"version": "9.5.1", "path": "/usr/include/cudnn_version.h"}]}}
            """;

    private Samples() {}

    static Stored stored(String yaml) {
        try {
            Manifest manifest = ManifestReader.read("sample", yaml).getFirst();
            return new Stored(3, 17, THEN, Wire.mapper().valueToTree(manifest));
        } catch (ManifestException e) {
            throw new IllegalStateException(e);
        }
    }

    static MachineView machine(String name) {
        return machine(name, FACTS);
    }

    /** Of an agent that reads neither its disk nor its toolkits yet. */
    static MachineView machineOfAnOlderAgent(String name) {
        return machine(name, FACTS.replaceFirst("(?s),\\s*\"disk\": .*", "}"));
    }

    static MachineView machineThatHasToBeBooted(String name) {
        return machine(name, FACTS.replace("\"disk\":", """
                "boot": {"why": "ws-02 is away", "since": "2026-11-23T02:10:00Z"}, "disk":"""));
    }

    static MachineView machine(String name, String facts) {
        return Samples.read("""
                {"id": "0b2f6a5e-0000-4000-8000-000000000001", "name": "%s", "labels": {"room": "b12"},
                 "agentVersion": "0.1.0", "enrolledAt": "2026-11-23T09:00:00Z", "lastSeen": "2026-11-23T09:59:58Z",
                 "stale": false, "facts": %s}
                """.formatted(name, facts), MachineView.class);
    }

    static PlacementView placement(Phase phase, String detail) {
        return placement(phase, detail, null);
    }

    static PlacementView placement(Phase phase, String detail, @Nullable RunReport run) {
        return new PlacementView(
                new MachineName("ws-01"),
                new EnvironmentName("torch"),
                phase,
                detail,
                List.of(),
                1,
                null,
                null,
                "torch 2.10.0 cpu",
                run,
                null,
                null,
                null,
                null,
                null);
    }

    /** One that waits for its window. */
    static PlacementView windowed() {
        PlacementView waiting = placement(Phase.PENDING, "its window opens 2026-11-24T01:00:00Z", run("WAITING", """
                , "waiting": [{"reason": "OUTSIDE_WINDOW", "detail": "its window opens 2026-11-24T01:00:00Z",
                               "since": "2026-11-23T09:01:00Z"}]"""));
        var window = new Opening(Instant.parse("2026-11-24T01:00:00Z"), Instant.parse("2026-11-24T04:00:00Z"));
        return new PlacementView(
                waiting.machine(),
                waiting.environment(),
                waiting.phase(),
                waiting.phaseDetail(),
                waiting.conditions(),
                waiting.environmentRevision(),
                waiting.plan(),
                waiting.planInUse(),
                waiting.candidate(),
                waiting.run(),
                waiting.removeAfter(),
                waiting.resolution(),
                waiting.explanation(),
                waiting.rollback(),
                window);
    }

    static PlacementView explained(PlacementView placement, Resolution resolution, Explanation explanation) {
        return new PlacementView(
                placement.machine(),
                placement.environment(),
                placement.phase(),
                placement.phaseDetail(),
                placement.conditions(),
                placement.environmentRevision(),
                placement.plan(),
                placement.planInUse(),
                placement.candidate(),
                placement.run(),
                placement.removeAfter(),
                resolution,
                explanation,
                placement.rollback(),
                placement.window());
    }

    /** A run of plan {@code aaaa…}, with more fields as JSON. */
    static RunReport run(String state, String more) {
        return read("""
                {"run": "019aaaaa-0000-7000-8000-000000000001", "sequence": 1, "environment": "torch", "plan": "%s",
                 "state": "%s", "startedAt": "2026-11-23T09:00:00Z", "at": "2026-11-23T09:01:00Z",
                 "checks": [], "installed": [] %s}
                """.formatted("a".repeat(64), state, more), RunReport.class);
    }

    static Page<PlacementView> page(PlacementView... placements) {
        return new Page<>(List.of(placements), null);
    }

    static Problem problem(int status, String type, String detail, String remedy) {
        return new Problem("/problems/" + type, "A title", status, detail, remedy, List.of());
    }

    static <T> T read(String json, Class<T> type) {
        try {
            return Wire.mapper().readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
