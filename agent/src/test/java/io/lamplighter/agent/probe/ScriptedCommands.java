package io.lamplighter.agent.probe;

import io.lamplighter.agent.process.Command;
import io.lamplighter.agent.process.CommandResult;
import io.lamplighter.agent.process.CommandResult.Exited;
import io.lamplighter.agent.process.CommandRunner;
import java.util.ArrayList;
import java.util.List;

/** Answers by what the command line contains; everything else fails like an unknown option. */
final class ScriptedCommands implements CommandRunner {
    private final List<Answer> answers = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();

    ScriptedCommands when(String part, CommandResult result) {
        answers.add(new Answer(part, result));
        return this;
    }

    ScriptedCommands when(String part, String output) {
        return when(part, new Exited(0, output));
    }

    synchronized List<String> asked() {
        return List.copyOf(asked);
    }

    @Override
    public synchronized CommandResult run(Command command) {
        String line = String.join(" ", command.arguments());
        asked.add(line);
        return answers.stream()
                .filter(answer -> line.contains(answer.part()))
                .findFirst()
                .map(Answer::result)
                .orElse(new Exited(2, "unknown option"));
    }

    private record Answer(String part, CommandResult result) {}
}
