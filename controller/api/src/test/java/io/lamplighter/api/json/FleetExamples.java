package io.lamplighter.api.json;

import io.lamplighter.api.machine.CudaState;
import io.lamplighter.api.machine.Hold;
import io.lamplighter.api.machine.PlanningFacts;
import io.lamplighter.api.manifest.Group;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.GroupName;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.api.plan.Reason;
import io.lamplighter.api.view.Alike;
import io.lamplighter.api.view.CatalogChanged;
import io.lamplighter.api.view.CatalogView;
import io.lamplighter.api.view.MachineGroups;
import io.lamplighter.api.view.ScrapeTargets;
import io.lamplighter.api.view.Sunset;
import io.lamplighter.api.view.WhatIf;
import io.lamplighter.api.view.WhatIfRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What is said of all machines at once. */
final class FleetExamples {
    private static final String VERSION = "ab".repeat(32);

    private static final Alike ALIKE = new Alike(
            12,
            List.of(new MachineName("gpu-07")),
            new PlanningFacts(
                    "linux", "x86_64", "2.36", new CudaState.Absent(), List.of(), List.of("3.11.2"), List.of()));
    private static final String ALIKE_JSON = """
            {"machines": 12, "examples": ["gpu-07"],
             "facts": {"os": "linux", "architecture": "x86_64", "glibc": "2.36", "driver": {"state": "absent"},
                       "gpus": [], "pythons": ["3.11.2"], "sources": []}}""";

    private static final WhatIf.LackingDisk LACKING = new WhatIf.LackingDisk(3, List.of(new MachineName("gpu-07")), 2);
    private static final String LACKING_JSON = """
            {"machines": 3, "examples": ["gpu-07"], "unknown": 2}""";

    private static final WhatIf.Outcome OUTCOME = new WhatIf.Outcome(
            new EnvironmentName("torch"),
            ALIKE,
            "torch 2.14.1 cu126",
            "torch 2.15.0 cu132",
            List.of(new Reason("driver", "the driver is too old", "driver 470.82.01")),
            "driver 580",
            5_200_000_000L,
            LACKING);
    private static final String OUTCOME_JSON = """
            {"environment": "torch", "who": %s, "before": "torch 2.14.1 cu126", "after": "torch 2.15.0 cu132",
             "reasons": [{"id": "driver", "message": "the driver is too old", "fact": "driver 470.82.01"}],
             "nearest": "driver 580", "diskBytes": 5200000000, "lackingDisk": %s}""".formatted(ALIKE_JSON, LACKING_JSON);

    private static final WhatIf.Effects EFFECTS =
            new WhatIf.Effects(WhatIf.Effect.STILL_UNPLANNABLE, 12, 3, List.of(OUTCOME), 4);
    private static final String EFFECTS_JSON = """
            {"effect": "stillUnplannable", "placements": 12, "lackingDisk": 3, "outcomes": [%s], "outcomesLeftOut": 4}""".formatted(OUTCOME_JSON);

    private static final WhatIf WHAT_IF = new WhatIf(100, 40, VERSION, List.of(EFFECTS));
    private static final String WHAT_IF_JSON = """
            {"machines": 100, "kinds": 40, "catalogVersion": "%s", "effects": [%s]}""".formatted(VERSION, EFFECTS_JSON);

    private static final Sunset.Outlook OUTLOOK = new Sunset.Outlook(
            Sunset.Standing.BEHIND,
            ALIKE,
            "torch 2.14.1 cu126",
            "torch 2.15.0 cu132",
            "no code for 6.1",
            580,
            "13.0",
            List.of("why"),
            "driver 580");
    private static final String OUTLOOK_JSON = """
            {"standing": "behind", "who": %s, "newest": "torch 2.14.1 cu126", "newer": "torch 2.15.0 cu132",
             "because": "no code for 6.1", "lastDriverBranch": 580, "lastCuda": "13.0", "reasons": ["why"],
             "nearest": "driver 580"}""".formatted(ALIKE_JSON);

    private static final MachineGroups.Label ROOM_LABEL =
            new MachineGroups.Label("room", List.of("b12"), MachineGroups.Origin.JOIN_TOKEN);
    private static final String ROOM_LABEL_JSON = """
            {"name": "room", "values": ["b12"], "origin": "joinToken"}""";

    private static final MachineGroups.Membership MEMBERSHIP =
            new MachineGroups.Membership(new GroupName("teaching"), "room=b12", 10, true);
    private static final String MEMBERSHIP_JSON = """
            {"group": "teaching", "selector": "room=b12", "priority": 10, "certain": true}""";

    private static final MachineGroups.Conflict CONFLICT = new MachineGroups.Conflict(
            "mode", "enforce", new GroupName("teaching"), List.of(new GroupName("everyone")));
    private static final String CONFLICT_JSON = """
            {"setting": "mode", "value": "enforce", "by": "teaching", "others": ["everyone"]}""";

    private static final MachineGroups.Given GIVEN = new MachineGroups.Given(
            new EnvironmentName("torch"), List.of(new GroupName("teaching")), Group.Mode.REPORT, List.of(CONFLICT));
    private static final String GIVEN_JSON = """
            {"environment": "torch", "groups": ["teaching"], "mode": "report", "conflicts": [%s]}""".formatted(CONFLICT_JSON);

    private static final Hold HOLD = new Hold(Instant.parse("2026-12-24T08:00:00Z"), "a paper");
    private static final String HOLD_JSON = """
            {"until": "2026-12-24T08:00:00Z", "reason": "a paper"}""";

    private FleetExamples() {}

    static Stream<WireExample> all() {
        return Stream.of(
                WireExample.of(ALIKE, ALIKE_JSON),
                WireExample.of(new WhatIfRequest("kind: Group", Map.of("torch.yaml", "releases: []")), """
                        {"manifests": "kind: Group", "catalog": {"torch.yaml": "releases: []"}}"""),
                WireExample.of(LACKING, LACKING_JSON),
                WireExample.of(ROOM_LABEL, ROOM_LABEL_JSON),
                WireExample.of(MEMBERSHIP, MEMBERSHIP_JSON),
                WireExample.of(CONFLICT, CONFLICT_JSON),
                WireExample.of(GIVEN, GIVEN_JSON),
                WireExample.of(
                        new MachineGroups(
                                new MachineName("gpu-07"),
                                List.of(ROOM_LABEL),
                                List.of(MEMBERSHIP),
                                List.of(GIVEN),
                                HOLD),
                        """
                        {"machine": "gpu-07", "labels": [%s], "groups": [%s], "environments": [%s], "hold": %s}""".formatted(ROOM_LABEL_JSON, MEMBERSHIP_JSON, GIVEN_JSON, HOLD_JSON)),
                WireExample.of(HOLD, HOLD_JSON),
                WireExample.of(OUTCOME, OUTCOME_JSON),
                WireExample.of(EFFECTS, EFFECTS_JSON),
                WireExample.of(WHAT_IF, WHAT_IF_JSON),
                WireExample.of(
                        new CatalogView(
                                VERSION,
                                CatalogView.Origin.REPLACED,
                                2L,
                                "operator",
                                Instant.parse("2026-11-23T12:00:00Z"),
                                VERSION,
                                "this release ships another catalog",
                                Map.of("torch.yaml", "releases: []")),
                        """
                        {"version": "%s", "origin": "replaced", "revision": 2, "by": "operator",
                         "since": "2026-11-23T12:00:00Z", "shippedVersion": "%s",
                         "notice": "this release ships another catalog", "files": {"torch.yaml": "releases: []"}}""".formatted(VERSION, VERSION)),
                WireExample.of(new CatalogChanged(CatalogChanged.Change.REPLACED, VERSION, 2L, WHAT_IF), """
                        {"change": "replaced", "version": "%s", "revision": 2, "effect": %s}""".formatted(
                                VERSION, WHAT_IF_JSON)),
                WireExample.of(OUTLOOK, OUTLOOK_JSON),
                WireExample.of(new Sunset(100, VERSION, List.of(OUTLOOK), 4), """
                        {"machines": 100, "catalogVersion": "%s", "outlooks": [%s], "outlooksLeftOut": 4}""".formatted(VERSION, OUTLOOK_JSON)),
                WireExample.of(new ScrapeTargets(List.of("gpu-07.lab:9464"), Map.of("machine", "gpu-07")), """
                        {"targets": ["gpu-07.lab:9464"], "labels": {"machine": "gpu-07"}}"""));
    }
}
