package io.lamplighter.cli;

import io.lamplighter.cli.agent.AgentOption;
import io.lamplighter.cli.agent.DoctorCommand;
import io.lamplighter.cli.catalog.CatalogCommand;
import io.lamplighter.cli.catalog.CatalogGetCommand;
import io.lamplighter.cli.catalog.CatalogPutCommand;
import io.lamplighter.cli.catalog.CatalogVerifyCommand;
import io.lamplighter.cli.catalog.probe.ProbeCommand;
import io.lamplighter.cli.catalog.rows.CatalogAddCommand;
import io.lamplighter.cli.catalog.wheel.ReadWheelCommand;
import io.lamplighter.cli.connection.Connection;
import io.lamplighter.cli.fleet.SunsetCommand;
import io.lamplighter.cli.fork.ForkCommand;
import io.lamplighter.cli.freeze.FreezeCommand;
import io.lamplighter.cli.freeze.UnfreezeCommand;
import io.lamplighter.cli.generation.HistoryCommand;
import io.lamplighter.cli.generation.KeepCommand;
import io.lamplighter.cli.generation.RollbackCommand;
import io.lamplighter.cli.init.InitCommand;
import io.lamplighter.cli.lock.LockCommand;
import io.lamplighter.cli.lock.LockDiffCommand;
import io.lamplighter.cli.lock.LockExportCommand;
import io.lamplighter.cli.lock.LockGetCommand;
import io.lamplighter.cli.machine.AcceptInventoryCommand;
import io.lamplighter.cli.machine.HoldCommand;
import io.lamplighter.cli.machine.MachineCommand;
import io.lamplighter.cli.machine.ReleaseCommand;
import io.lamplighter.cli.manifest.ApplyCommand;
import io.lamplighter.cli.manifest.DiffCommand;
import io.lamplighter.cli.manifest.WhatIfCommand;
import io.lamplighter.cli.morning.EventsCommand;
import io.lamplighter.cli.morning.NightCommand;
import io.lamplighter.cli.output.Screen;
import io.lamplighter.cli.overlay.OverlayCommand;
import io.lamplighter.cli.plan.ExplainCommand;
import io.lamplighter.cli.plan.PlanCommand;
import io.lamplighter.cli.refresh.AllowCommand;
import io.lamplighter.cli.refresh.DenyCommand;
import io.lamplighter.cli.refresh.OutdatedCommand;
import io.lamplighter.cli.refresh.RefreshCommand;
import io.lamplighter.cli.resource.DeleteCommand;
import io.lamplighter.cli.resource.DescribeCommand;
import io.lamplighter.cli.resource.GetCommand;
import io.lamplighter.cli.resource.LogsCommand;
import io.lamplighter.cli.status.ReadyCommand;
import io.lamplighter.cli.status.StatusCommand;
import io.lamplighter.cli.takeover.ImportCommand;
import io.lamplighter.cli.token.TokenCommand;
import io.lamplighter.cli.token.TokenCreateCommand;
import io.lamplighter.cli.versions.VersionsCommand;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;

/**
 * The commands of lamp by their names, each made when it is needed: picocli reads what a command takes by reflection,
 * and for all of them that lasts longer than most of them run.
 */
final class Commands {
    /** Speaks of all others. */
    private static final String COMPLETION = "completion";

    private final Map<String, Supplier<Object>> made = new LinkedHashMap<>();

    Commands(Surroundings surroundings, Connection connection, Screen screen) {
        String searchPath = surroundings.variables().getOrDefault("PATH", "");
        AgentOption agent = new AgentOption(surroundings.programs(), searchPath);
        made.put("init", () -> new InitCommand(screen, agent, surroundings.variables(), surroundings.home()));
        made.put("import", () -> new ImportCommand(screen));
        made.put("apply", () -> new ApplyCommand(connection, screen, surroundings.input()));
        made.put("diff", () -> new DiffCommand(connection, screen, surroundings.input()));
        made.put("freeze", () -> new FreezeCommand(connection, screen, surroundings.clock()));
        made.put("unfreeze", () -> new UnfreezeCommand(connection, screen));
        made.put("fork", () -> new ForkCommand(connection, screen, surroundings.clock()));
        made.put("what-if", () -> new WhatIfCommand(connection, screen, surroundings.input()));
        made.put("get", () -> new GetCommand(connection, screen));
        made.put("describe", () -> new DescribeCommand(connection, screen));
        made.put("logs", () -> new LogsCommand(connection, screen));
        made.put("history", () -> new HistoryCommand(connection, screen));
        made.put("rollback", () -> new RollbackCommand(connection, screen));
        made.put("refresh", () -> new RefreshCommand(connection, screen, surroundings.clock()));
        made.put("outdated", () -> new OutdatedCommand(connection, screen));
        made.put("deny", () -> new DenyCommand(connection, screen));
        made.put("allow", () -> new AllowCommand(connection, screen));
        made.put("keep", () -> new KeepCommand(connection, screen, surroundings.clock()));
        made.put(
                "lock",
                () -> new CommandLine(new LockCommand())
                        .addSubcommand(new LockGetCommand(connection, screen))
                        .addSubcommand(new LockDiffCommand(connection, screen))
                        .addSubcommand(new LockExportCommand(connection, screen, LampVersion.text())));
        made.put("hold", () -> new HoldCommand(connection, screen, surroundings.clock()));
        made.put("release", () -> new ReleaseCommand(connection, screen));
        made.put(
                "machine",
                () -> new CommandLine(new MachineCommand())
                        .addSubcommand(new AcceptInventoryCommand(connection, screen)));
        made.put("delete", () -> new DeleteCommand(connection, screen, surroundings.input()));
        made.put("status", () -> new StatusCommand(connection, screen, surroundings.clock(), surroundings.pause()));
        made.put("events", () -> new EventsCommand(connection, screen, surroundings.clock(), surroundings.pause()));
        made.put("night", () -> new NightCommand(connection, screen, surroundings.clock()));
        made.put("ready", () -> new ReadyCommand(connection, screen));
        made.put("explain", () -> new ExplainCommand(connection, screen));
        made.put("plan", () -> new PlanCommand(screen, surroundings.input(), agent));
        made.put(
                "token",
                () -> new CommandLine(new TokenCommand()).addSubcommand(new TokenCreateCommand(connection, screen)));
        made.put("sunset", () -> new SunsetCommand(connection, screen));
        made.put(
                "catalog",
                () -> new CommandLine(new CatalogCommand())
                        .addSubcommand(new CatalogGetCommand(connection, screen))
                        .addSubcommand(new CatalogVerifyCommand(screen))
                        .addSubcommand(new CatalogPutCommand(connection, screen))
                        .addSubcommand(new CatalogAddCommand(screen))
                        .addSubcommand(new ProbeCommand(screen, surroundings.clock()))
                        .addSubcommand(new ReadWheelCommand(screen, searchPath)));
        made.put("doctor", () -> new DoctorCommand(agent));
        made.put("overlay", () -> new OverlayCommand(screen, surroundings.variables(), surroundings.home()));
        made.put("versions", () -> new VersionsCommand(screen, surroundings.input()));
        made.put("version", () -> new VersionCommand(screen));
        // no method reference: the JVM (25.0.3) ends while it makes a start-up cache with one to a class as old as this
        made.put(COMPLETION, () -> new GenerateCompletion());
    }

    /** Adds the one command that the arguments begin with, or all where they do not begin with a command's name. */
    void addTo(CommandLine line, List<String> arguments) {
        String first = arguments.isEmpty() ? "" : arguments.getFirst();
        boolean alone = made.containsKey(first) && !first.equals(COMPLETION);
        made.forEach((name, command) -> {
            if (!alone || name.equals(first)) {
                line.addSubcommand(name, command.get());
            }
        });
    }
}
