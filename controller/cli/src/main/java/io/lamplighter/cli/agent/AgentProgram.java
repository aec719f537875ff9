package io.lamplighter.cli.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.lamplighter.api.json.Wire;
import io.lamplighter.api.machine.MachineFacts;
import io.lamplighter.cli.exit.ExitStatus;
import io.lamplighter.cli.exit.LampException;
import io.lamplighter.cli.process.Program;
import io.lamplighter.cli.process.ProgramResult;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** {@code lamplighter-agent} as a program: it alone knows how to look at a machine. */
public final class AgentProgram {
    static final String NAME = "lamplighter-agent";
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Program program;

    AgentProgram(Program program) {
        this.program = program;
    }

    /** What the agent sees of this machine. */
    public MachineFacts facts() {
        ProgramResult.Exited answer = run("facts");
        if (answer.status() != 0) {
            throw new LampException(
                    ExitStatus.NO,
                    answer.err().lines().toList(),
                    program + " facts ended with " + answer.status(),
                    "see what it says above");
        }
        try {
            return Wire.mapper().readValue(answer.out(), MachineFacts.class);
        } catch (JsonProcessingException e) {
            throw new LampException(
                    ExitStatus.NO,
                    program + " facts printed something else than facts",
                    "check that lamp and the agent are of one version");
        }
    }

    /** Lets the agent's doctor speak for itself; its exit code. */
    int doctor(List<String> arguments) {
        try {
            return program.runHere(
                    Stream.concat(Stream.of("doctor"), arguments.stream()).toList());
        } catch (IOException e) {
            throw cannotStart(e);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private ProgramResult.Exited run(String argument) {
        try {
            return switch (program.run(LIMIT, argument)) {
                case ProgramResult.Exited answer -> answer;
                case ProgramResult.TimedOut() ->
                    throw new LampException(
                            ExitStatus.NO,
                            program + " " + argument + " did not end within " + LIMIT.toSeconds() + " s",
                            "run it by hand and see where it hangs");
            };
        } catch (IOException e) {
            throw cannotStart(e);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private LampException cannotStart(IOException e) {
        return LampException.badInput(
                program + " cannot be started: " + e.getMessage(), "name the agent's program by --agent");
    }

    private static LampException interrupted() {
        Thread.currentThread().interrupt();
        return new LampException(ExitStatus.NO, "interrupted while the agent's program ran", "run it again");
    }
}
