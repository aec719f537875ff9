package io.lamplighter.agent.execution;

import io.lamplighter.agent.builder.Builder;
import io.lamplighter.agent.exposure.Exposures;
import io.lamplighter.agent.installer.CondaProgram;
import io.lamplighter.agent.installer.Installer;
import io.lamplighter.agent.installer.Installers;
import io.lamplighter.agent.installer.UvProgram;
import io.lamplighter.agent.layout.Layout;
import io.lamplighter.agent.network.Network;
import io.lamplighter.agent.policy.Policies;
import io.lamplighter.agent.process.WatchedCommands;
import io.lamplighter.agent.schedule.Permits;
import io.lamplighter.agent.standalone.StandalonePythons;
import io.lamplighter.agent.toolkit.Toolkits;
import io.lamplighter.agent.verification.PythonVerifier;
import io.lamplighter.agent.verification.Verifier;
import io.lamplighter.api.machine.MachineFacts.Interpreter;
import io.lamplighter.api.plan.AvailableSource;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * What an engine is made of.
 *
 * @param interpreters that were seen on the machine last
 * @param sources gives each source of an assignment the address first that installers should use
 * @param standalone Pythons that sources have
 * @param commands the agent's own
 * @param builder whose commands build and verify
 * @param platform kernel and driver; empty while they are not known
 * @param interlude what else there is to do while no run is at work
 */
public record EngineParts(
        Layout layout,
        WatchedCommands commands,
        ExecutionConfig config,
        Supplier<List<Interpreter>> interpreters,
        StandalonePythons standalone,
        UnaryOperator<List<AvailableSource>> sources,
        Builder builder,
        Policies policies,
        Installer installer,
        Verifier verifier,
        PlanLocks locks,
        RunListener listener,
        InstantSource clock,
        Exposures exposures,
        Toolkits toolkits,
        Permits permits,
        Supplier<Optional<Platform>> platform,
        Interlude interlude) {

    /**
     * The same on a platform that is looked at, which is empty while it is not known, and with something else to do.
     */
    public EngineParts on(Supplier<Optional<Platform>> looked, Interlude between) {
        return new EngineParts(
                layout,
                commands,
                config,
                interpreters,
                standalone,
                sources,
                builder,
                policies,
                installer,
                verifier,
                locks,
                listener,
                clock,
                exposures,
                toolkits,
                permits,
                looked,
                between);
    }

    /** The real ones: uv and the machine's conda, and the generation's own Python; the platform is not looked at. */
    public static EngineParts withPrograms(
            Layout layout,
            WatchedCommands commands,
            Builder builder,
            Policies policies,
            ExecutionConfig config,
            Supplier<List<Interpreter>> interpreters,
            UnaryOperator<List<AvailableSource>> sources,
            UvProgram uv,
            CondaProgram conda,
            Network network,
            PlanLocks locks,
            RunListener listener,
            InstantSource clock,
            Exposures exposures,
            Permits permits) {
        Installer installer =
                new Installers(layout, builder.commands(), uv, conda, network, policies, builder.isAgentsOwn());
        Verifier verifier = new PythonVerifier(layout, builder.commands(), installer);
        return new EngineParts(
                layout,
                commands,
                config,
                interpreters,
                new StandalonePythons(layout, network, commands),
                sources,
                builder,
                policies,
                installer,
                verifier,
                locks,
                listener,
                clock,
                exposures,
                new Toolkits(layout, builder.commands(), network),
                permits,
                Optional::empty,
                Interlude.NONE);
    }
}
