package io.lamplighter.cli.resource;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.lamplighter.api.generation.GenerationsReport;
import io.lamplighter.api.generation.MachineGenerations;
import io.lamplighter.api.machine.CudaOnDisk;
import io.lamplighter.api.machine.Gpu;
import io.lamplighter.api.machine.Hold;
import io.lamplighter.api.machine.MachineFacts;
import io.lamplighter.api.machine.MachineFinding;
import io.lamplighter.api.machine.SourceReading;
import io.lamplighter.api.view.MachineGroups;
import io.lamplighter.api.view.MachineView;
import io.lamplighter.cli.output.BootWords;
import io.lamplighter.cli.output.Cell;
import io.lamplighter.cli.output.MachineWords;
import io.lamplighter.cli.output.Quantity;
import io.lamplighter.cli.output.Table;
import io.lamplighter.cli.output.Tone;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A machine, whole. */
final class MachineDescription {
    private static final long MIB = 1L << 20;

    private MachineDescription() {}

    static Table of(MachineView machine, MachineGroups groups, List<Cell> woken, MachineGenerations generations) {
        MachineFacts facts = machine.facts();
        MachineFacts.Host host = facts.host();
        Hold hold = groups.hold();
        return Table.ofFields()
                .field("Name", machine.name())
                .field("Id", machine.id())
                .field(
                        "Held",
                        hold == null
                                ? List.of()
                                : List.of(new Cell(
                                        "until " + Quantity.instant(hold.until()) + ": " + hold.reason(),
                                        Tone.CAUTION)))
                .field("Labels", GroupWords.labels(groups))
                .field("Groups", GroupWords.memberships(groups))
                .field("Given", GroupWords.given(groups))
                .field(
                        "Boot",
                        facts.boot() == null ? List.of() : List.of(new Cell(BootWords.of(facts.boot()), Tone.CAUTION)))
                .field("Woken", woken)
                .field("Agent", machine.agentVersion())
                .field("Enrolled", Quantity.instant(machine.enrolledAt()))
                .field("Last seen", lastSeen(machine))
                .field(
                        "System",
                        host.distribution() + ", " + host.os() + " " + host.kernel() + ", " + host.architecture()
                                + (host.glibc() == null ? "" : ", glibc " + host.glibc()))
                .field(
                        "Processor",
                        host.processor() + ", " + host.logicalProcessors() + " logical processors, "
                                + Quantity.bytes(host.memoryMib() * MIB) + " memory")
                .field(
                        "Metrics",
                        host.metrics() == null
                                ? "on the machine alone, until quarkus.http.host or lamplighter.metrics.address of its agent"
                                        + " says otherwise"
                                : "http://" + host.metrics() + "/metrics")
                .field("Disk", facts.disk() == null ? "not known" : disk(facts.disk()))
                .field("Findings", findings(machine))
                .field("Driver", MachineWords.driver(facts.driver()))
                .field(
                        "GPUs",
                        facts.gpus().stream().map(MachineDescription::gpu).toList())
                .field("Toolkits", toolkits(facts.cuda()))
                .field("cuDNN", cudnn(facts.cuda()))
                .field(
                        "Pythons",
                        facts.interpreters().stream()
                                .map(python -> python.version() + "  " + python.path())
                                .toList())
                .field(
                        "Tools",
                        facts.tools().stream()
                                .map(tool -> tool.name() + " " + tool.version() + "  "
                                        + (tool.path() == null ? "the agent fetches it" : tool.path()))
                                .toList())
                .field(
                        "Sources",
                        facts.sources().stream().map(MachineDescription::source).toList())
                .field("Removed", removed(generations.report()));
    }

    private static List<String> removed(@Nullable GenerationsReport report) {
        return report == null
                ? List.of()
                : report.freed().stream()
                        .map(each -> Quantity.instant(each.at()) + "  " + each.environment() + " " + each.generation()
                                + ", " + Quantity.bytes(each.bytes()) + " freed")
                        .toList();
    }

    /** What the agent found last, and that it has not been heard of since. */
    private static List<Cell> findings(MachineView machine) {
        List<MachineFinding> told = machine.facts().findings();
        Stream<Cell> stale = machine.stale()
                ? Stream.of(new Cell(
                        "agent.stale: it has not been heard of for three polls; is it off, or its agent not running?",
                        Tone.CAUTION))
                : Stream.empty();
        Stream<Cell> found = told == null
                ? Stream.of(new Cell("not known", Tone.PLAIN))
                : Stream.concat(
                        told.stream()
                                .filter(finding -> finding.status() != MachineFinding.Status.UNKNOWN)
                                .sorted(comparing(MachineFinding::status))
                                .map(MachineDescription::finding),
                        unknown(told));
        return Stream.concat(stale, found).toList();
    }

    /**
     * What one cause hides is one line. What a check would have one do when it fails is no advice where nobody knows.
     */
    private static Stream<Cell> unknown(List<MachineFinding> told) {
        Map<String, List<String>> checks = told.stream()
                .filter(finding -> finding.status() == MachineFinding.Status.UNKNOWN)
                .collect(groupingBy(
                        MachineFinding::detail, LinkedHashMap::new, mapping(MachineDescription::checked, toList())));
        return checks.entrySet().stream()
                .map(each ->
                        new Cell("unknown " + String.join(", ", each.getValue()) + ": " + each.getKey(), Tone.CAUTION));
    }

    private static String checked(MachineFinding finding) {
        return finding.check() + (finding.subject() == null ? "" : " of " + finding.subject());
    }

    private static Cell finding(MachineFinding finding) {
        return new Cell(
                finding.status().name().toLowerCase(Locale.ROOT) + " " + checked(finding) + ": " + finding.detail()
                        + "; " + finding.remedy(),
                finding.status() == MachineFinding.Status.FAIL ? Tone.BAD : Tone.CAUTION);
    }

    static Cell lastSeen(MachineView machine) {
        return new Cell(
                Quantity.instant(machine.lastSeen()) + (machine.stale() ? " (stale)" : ""),
                machine.stale() ? Tone.CAUTION : Tone.PLAIN);
    }

    /** {@code 2 x Tesla T4}. */
    static String gpuModels(MachineFacts facts) {
        Map<String, Long> counts = facts.gpus().stream()
                .collect(Collectors.groupingBy(Gpu::model, LinkedHashMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .map(count -> (count.getValue() == 1 ? "" : count.getValue() + " x ") + count.getKey())
                .collect(Collectors.joining(", "));
    }

    private static String disk(MachineFacts.Disk disk) {
        return "about " + Quantity.bytes(disk.freeBytes()) + " of " + Quantity.bytes(disk.totalBytes())
                + " free where environments are kept, " + Quantity.bytes(disk.reserveBytes()) + " of it kept free";
    }

    private static String gpu(Gpu gpu) {
        return gpu.model() + ", compute capability " + gpu.computeCapability() + ", "
                + Quantity.bytes(gpu.memoryMib() * MIB) + "  " + gpu.uuid();
    }

    private static List<String> toolkits(@Nullable CudaOnDisk cuda) {
        return cuda == null
                ? List.of("not known")
                : cuda.toolkits().stream()
                        .map(toolkit -> "CUDA " + toolkit.version() + "  " + toolkit.path()
                                + (toolkit.usual() ? "  (/usr/local/cuda)" : ""))
                        .toList();
    }

    private static List<String> cudnn(@Nullable CudaOnDisk cuda) {
        return cuda == null
                ? List.of("not known")
                : cuda.cudnn().stream()
                        .map(each -> each.version() + "  " + each.path())
                        .toList();
    }

    private static Cell source(SourceReading reading) {
        if (reading.reachable()) {
            String builds = reading.builds().isEmpty() ? "" : ": " + String.join(", ", reading.builds());
            return new Cell(reading.name() + " reachable" + builds, Tone.PLAIN);
        }
        return new Cell(
                reading.name() + " not reachable" + (reading.reason() == null ? "" : ": " + reading.reason()),
                Tone.CAUTION);
    }
}
