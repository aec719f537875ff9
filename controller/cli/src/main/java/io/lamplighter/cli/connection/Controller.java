package io.lamplighter.cli.connection;

import com.fasterxml.jackson.core.type.TypeReference;
import io.lamplighter.api.event.FleetEvent;
import io.lamplighter.api.generation.GenerationsView;
import io.lamplighter.api.generation.KeepRequest;
import io.lamplighter.api.generation.KeptGeneration;
import io.lamplighter.api.generation.MachineGenerations;
import io.lamplighter.api.generation.Rollback;
import io.lamplighter.api.generation.RollbackRequest;
import io.lamplighter.api.json.Wire;
import io.lamplighter.api.lock.Release;
import io.lamplighter.api.manifest.Manifest;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.GroupName;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.api.name.ManifestName;
import io.lamplighter.api.name.PlanPrefix;
import io.lamplighter.api.name.RunId;
import io.lamplighter.api.night.Night;
import io.lamplighter.api.run.RunReport;
import io.lamplighter.api.schedule.Freeze;
import io.lamplighter.api.view.AcceptedInventory;
import io.lamplighter.api.view.Applied;
import io.lamplighter.api.view.CatalogChanged;
import io.lamplighter.api.view.CatalogView;
import io.lamplighter.api.view.DenialRequest;
import io.lamplighter.api.view.DeniedRelease;
import io.lamplighter.api.view.FreezeRequest;
import io.lamplighter.api.view.JoinToken;
import io.lamplighter.api.view.JoinTokenRequest;
import io.lamplighter.api.view.LockView;
import io.lamplighter.api.view.MachineGroups;
import io.lamplighter.api.view.MachineView;
import io.lamplighter.api.view.MachineWaking;
import io.lamplighter.api.view.Outdated;
import io.lamplighter.api.view.Page;
import io.lamplighter.api.view.PlacementView;
import io.lamplighter.api.view.Readiness;
import io.lamplighter.api.view.RefreshOrdered;
import io.lamplighter.api.view.RefreshRequest;
import io.lamplighter.api.view.RunView;
import io.lamplighter.api.view.Stored;
import io.lamplighter.api.view.Sunset;
import io.lamplighter.api.view.WhatIf;
import io.lamplighter.api.view.WhatIfRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a controller can be asked. Lists are whole: pages are followed. */
public final class Controller {
    private static final String API = "/api/v1/";
    private static final String CATALOG = API + "catalog";
    private static final String DENIALS = API + "denials";
    private static final String JSON = "application/json";

    private final ControllerHttp http;

    Controller(ControllerHttp http) {
        this.http = http;
    }

    public List<Stored> manifests(Manifest.Kind kind) {
        return all(kind.plural(), Map.of(), new TypeReference<Page<Stored>>() {});
    }

    public Stored manifest(Manifest.Kind kind, ManifestName name) {
        return http.get(API + kind.plural() + "/" + name, Map.of(), new TypeReference<Stored>() {});
    }

    /** Makes the documents of the text so, all of them or none. */
    public List<Applied> apply(String yaml, ChangeOptions options) {
        return http.post(
                API + "apply", options.query(), "application/yaml", yaml, new TypeReference<List<Applied>>() {});
    }

    public Applied delete(Manifest.Kind kind, ManifestName name, ChangeOptions options) {
        return http.delete(API + kind.plural() + "/" + name, options.query(), new TypeReference<Applied>() {});
    }

    public List<MachineView> machines() {
        return all("machines", Map.of(), new TypeReference<Page<MachineView>>() {});
    }

    public MachineView machine(MachineName name) {
        return http.get(API + "machines/" + name, Map.of(), new TypeReference<MachineView>() {});
    }

    /** Which groups it is in, and which of them decides about what. */
    public MachineGroups groups(MachineName machine) {
        return http.get(API + "machines/" + machine + "/groups", Map.of(), new TypeReference<MachineGroups>() {});
    }

    /** When it is woken for a window, and what stands in the way. */
    public MachineWaking waking(MachineName machine) {
        return http.get(API + "machines/" + machine + "/waking", Map.of(), new TypeReference<MachineWaking>() {});
    }

    /** Takes the GPUs that a machine has for all that it should have. */
    public AcceptedInventory acceptInventory(MachineName machine) {
        return http.put(
                API + "machines/" + machine + "/inventory",
                Map.of(),
                JSON,
                "",
                new TypeReference<AcceptedInventory>() {});
    }

    public void deleteMachine(MachineName name) {
        http.delete(API + "machines/" + name, Map.of());
    }

    /** All placements, or those of a machine, of an environment, or of both. */
    public List<PlacementView> placements(@Nullable MachineName machine, @Nullable EnvironmentName environment) {
        Map<String, String> query = new TreeMap<>();
        if (machine != null) {
            query.put("machine", machine.value());
        }
        if (environment != null) {
            query.put("environment", environment.value());
        }
        return all("placements", query, new TypeReference<Page<PlacementView>>() {});
    }

    /** One placement, with today's resolution and its explanation. */
    public PlacementView placement(MachineName machine, EnvironmentName environment) {
        return http.get(
                API + "machines/" + machine + "/environments/" + environment,
                Map.of(),
                new TypeReference<PlacementView>() {});
    }

    /** The generations of an environment on a machine. */
    public GenerationsView generations(MachineName machine, EnvironmentName environment) {
        return http.get(
                API + "machines/" + machine + "/environments/" + environment + "/generations",
                Map.of(),
                new TypeReference<GenerationsView>() {});
    }

    /** Wants a machine to use a generation that it has. */
    public Rollback goBack(MachineName machine, EnvironmentName environment, RollbackRequest request) {
        return http.put(
                rollback(machine, environment), Map.of(), JSON, Wire.write(request), new TypeReference<Rollback>() {});
    }

    /** Lets the planner decide again. */
    public void goForward(MachineName machine, EnvironmentName environment) {
        http.delete(rollback(machine, environment), Map.of());
    }

    /**
     * Wants a machine to keep a generation.
     *
     * @param generation its name or its number
     */
    public KeptGeneration keep(
            MachineName machine, EnvironmentName environment, String generation, KeepRequest request) {
        return http.put(
                keep(machine, environment, generation),
                Map.of(),
                JSON,
                Wire.write(request),
                new TypeReference<KeptGeneration>() {});
    }

    /**
     * Lets it become one like others.
     *
     * @param generation its name or its number
     */
    public void keepNoMore(MachineName machine, EnvironmentName environment, String generation) {
        http.delete(keep(machine, environment, generation), Map.of());
    }

    /** Lets an environment be solved anew before its time. */
    public RefreshOrdered refresh(EnvironmentName environment, RefreshRequest request) {
        return http.post(
                API + "environments/" + environment + "/refresh",
                Map.of(),
                JSON,
                Wire.write(request),
                new TypeReference<RefreshOrdered>() {});
    }

    /** What is behind its sources; of one environment, one group, and all packages where that is wanted. */
    public Outdated outdated(@Nullable EnvironmentName environment, @Nullable GroupName group, boolean all) {
        Map<String, String> query = new TreeMap<>();
        if (environment != null) {
            query.put("environment", environment.value());
        }
        if (group != null) {
            query.put("group", group.value());
        }
        if (all) {
            query.put("all", "true");
        }
        return http.get(API + "outdated", query, new TypeReference<Outdated>() {});
    }

    /** Releases that are denied, and who has them. */
    public List<DeniedRelease> denials() {
        return http.get(DENIALS, Map.of(), new TypeReference<List<DeniedRelease>>() {});
    }

    /** Keeps a release out of all plans and solves, or only says what that would mean. */
    public DeniedRelease deny(Release release, DenialRequest request, boolean dryRun) {
        return http.put(
                DENIALS + "/" + release,
                dryRun ? Map.of("dryRun", "true") : Map.of(),
                JSON,
                Wire.write(request),
                new TypeReference<DeniedRelease>() {});
    }

    public void allow(Release release) {
        http.delete(DENIALS + "/" + release, Map.of());
    }

    /** Groups that are frozen, or will be. */
    public List<Freeze> freezes() {
        return http.get(API + "freezes", Map.of(), new TypeReference<List<Freeze>>() {});
    }

    /** Lets nothing change on the machines of a group for a time. */
    public Freeze freeze(GroupName group, FreezeRequest request) {
        return http.put(API + "freezes/" + group, Map.of(), JSON, Wire.write(request), new TypeReference<Freeze>() {});
    }

    /** Which machines of a group are not ready with an environment. */
    public Readiness readiness(GroupName group, EnvironmentName environment) {
        return http.get(
                API + "groups/" + group + "/readiness",
                Map.of("environment", environment.value()),
                new TypeReference<Readiness>() {});
    }

    public void unfreeze(GroupName group) {
        http.delete(API + "freezes/" + group, Map.of());
    }

    /**
     * The events that a query means, the newest first, or the oldest first from {@code after} on; no more than a page.
     */
    public Page<FleetEvent> events(Map<String, String> query) {
        return http.get(API + "events", query, new TypeReference<Page<FleetEvent>>() {});
    }

    /** What happened since a time; since the evening before where none is said. */
    public Night night(@Nullable Instant since) {
        return http.get(
                API + "night",
                since == null ? Map.of() : Map.of("since", since.toString()),
                new TypeReference<Night>() {});
    }

    private static String rollback(MachineName machine, EnvironmentName environment) {
        return API + "machines/" + machine + "/environments/" + environment + "/rollback";
    }

    private static String keep(MachineName machine, EnvironmentName environment, String generation) {
        return API + "machines/" + machine + "/environments/" + environment + "/generations/" + generation + "/keep";
    }

    /** All generations of a machine, and what was removed of them. */
    public MachineGenerations generations(MachineName machine) {
        return http.get(
                API + "machines/" + machine + "/generations", Map.of(), new TypeReference<MachineGenerations>() {});
    }

    /** Runs, the newest first: all, or those of a machine. */
    public List<RunView> runs(@Nullable MachineName machine) {
        Map<String, String> query = machine == null ? Map.of() : Map.of("machine", machine.value());
        return all("runs", query, new TypeReference<Page<RunView>>() {});
    }

    /** Runs of an environment on a machine, the newest first. */
    public List<RunView> runs(MachineName machine, EnvironmentName environment) {
        return all(
                "runs",
                Map.of("machine", machine.value(), "environment", environment.value()),
                new TypeReference<Page<RunView>>() {});
    }

    /** The locks of a plan, one for each platform that cannot run another's files. */
    public List<LockView> locks(PlanPrefix plan) {
        return http.get(API + "locks/" + plan, Map.of(), new TypeReference<List<LockView>>() {});
    }

    public RunReport run(RunId run) {
        return http.get(API + "runs/" + run, Map.of(), new TypeReference<RunReport>() {});
    }

    /** The newest run of an environment on a machine, if there was one. */
    public Optional<RunView> newestRun(MachineName machine, EnvironmentName environment) {
        return http
                .get(
                        API + "runs",
                        Map.of("machine", machine.value(), "environment", environment.value(), "limit", "1"),
                        new TypeReference<Page<RunView>>() {})
                .items()
                .stream()
                .findFirst();
    }

    /** What the programs of a run said. */
    public String runLog(RunId run) {
        return http.text(API + "runs/" + run + "/log");
    }

    public JoinToken createJoinToken(JoinTokenRequest request) {
        return http.post(API + "join-tokens", Map.of(), JSON, Wire.write(request), new TypeReference<JoinToken>() {});
    }

    /** What a change would mean for every machine; nothing of it is stored. */
    public WhatIf whatIf(WhatIfRequest request, int limit) {
        return http.post(API + "what-if", limit(limit), JSON, Wire.write(request), new TypeReference<WhatIf>() {});
    }

    /** Which machines are about to fall off. */
    public Sunset sunset(int limit) {
        return http.get(API + "sunset", limit(limit), new TypeReference<Sunset>() {});
    }

    public CatalogView catalog() {
        return http.get(CATALOG, Map.of(), new TypeReference<CatalogView>() {});
    }

    public CatalogChanged replaceCatalog(Map<String, String> files, ChangeOptions options, int limit) {
        return http.put(CATALOG, with(options, limit), JSON, Wire.write(files), new TypeReference<CatalogChanged>() {});
    }

    public CatalogChanged returnToShippedCatalog(ChangeOptions options, int limit) {
        return http.delete(CATALOG, with(options, limit), new TypeReference<CatalogChanged>() {});
    }

    private static Map<String, String> with(ChangeOptions options, int limit) {
        Map<String, String> query = new TreeMap<>(options.query());
        query.putAll(limit(limit));
        return query;
    }

    private static Map<String, String> limit(int limit) {
        return Map.of("limit", String.valueOf(limit));
    }

    private <T> List<T> all(String path, Map<String, String> query, TypeReference<Page<T>> pageType) {
        Map<String, String> parameters = new TreeMap<>(query);
        List<T> items = new ArrayList<>();
        Page<T> page = http.get(API + path, parameters, pageType);
        items.addAll(page.items());
        while (page.next() != null) {
            parameters.put("continue", page.next());
            page = http.get(API + path, parameters, pageType);
            items.addAll(page.items());
        }
        return List.copyOf(items);
    }
}
