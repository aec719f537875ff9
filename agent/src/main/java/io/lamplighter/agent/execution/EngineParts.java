package io.lamplighter.agent.execution;

import io.lamplighter.agent.installer.Installer;
import io.lamplighter.agent.installer.MachineTrust;
import io.lamplighter.agent.installer.UvInstaller;
import io.lamplighter.agent.installer.UvProgram;
import io.lamplighter.agent.layout.Layout;
import io.lamplighter.agent.process.WatchedCommands;
import io.lamplighter.agent.verification.PythonVerifier;
import io.lamplighter.agent.verification.Verifier;
import io.lamplighter.api.machine.MachineFacts.Interpreter;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/**
 * What an engine is made of.
 *
 * @param interpreters that were seen on the machine last
 */
public record EngineParts(
        Layout layout,
        WatchedCommands commands,
        ExecutionConfig config,
        Supplier<List<Interpreter>> interpreters,
        Installer installer,
        Verifier verifier,
        RunListener listener,
        InstantSource clock) {

    /** The real ones: uv, and the generation's own Python. */
    public static EngineParts withUv(
            Layout layout,
            WatchedCommands commands,
            ExecutionConfig config,
            Supplier<List<Interpreter>> interpreters,
            UvProgram uv,
            RunListener listener,
            InstantSource clock) {
        Installer installer = new UvInstaller(layout, commands, uv, new MachineTrust());
        Verifier verifier = new PythonVerifier(layout, commands, installer);
        return new EngineParts(layout, commands, config, interpreters, installer, verifier, listener, clock);
    }
}
