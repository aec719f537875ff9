package io.lamplighter.cli.versions;

import io.lamplighter.cli.exit.ExitStatus;
import io.lamplighter.cli.exit.LampException;
import io.lamplighter.cli.output.Screen;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Answers questions about versions, a line each, so that a script asks thousands at the price of one start. */
@Command(
        name = "versions",
        customSynopsis = "lamp versions (--pep440 | --conda) [--match]",
        description = {
            "Reads lines \"A B\" from standard input and prints -1, 0 or 1: how the versions are ordered.",
            "With --match reads lines \"SPEC VERSION\" and prints true or false; pre-releases count as any other.",
            "A line that cannot be read is answered with invalid, and the status at the end is 2."
        })
public final class VersionsCommand implements Callable<Integer> {
    private final Screen screen;
    private final InputStream input;

    @Option(names = "--pep440", description = "versions and specifiers of Python packages")
    private boolean pep440;

    @Option(names = "--conda", description = "versions, version specs and MatchSpecs of conda packages")
    private boolean conda;

    @Option(names = "--match", description = "say whether a version is what a spec asks for")
    private boolean match;

    public VersionsCommand(Screen screen, InputStream input) {
        this.screen = screen;
        this.input = input;
    }

    @Override
    public Integer call() {
        Answers answers = new Answers(scheme(), match);
        PrintWriter out = screen.out();
        // not closed: it is the process's
        BufferedReader lines = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8));
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                out.println(answers.to(line));
                if (!lines.ready()) {
                    out.flush();
                }
            }
        } catch (IOException e) {
            throw LampException.badInput("standard input cannot be read: " + e.getMessage(), "is the pipe broken?");
        }
        out.flush();
        return (answers.all() ? ExitStatus.DONE : ExitStatus.BAD_INPUT).code();
    }

    private VersionScheme scheme() {
        if (pep440 == conda) {
            throw LampException.badInput(
                    pep440 ? "--pep440 and --conda do not go together" : "--pep440 or --conda is missing",
                    "`lamp versions --help` says what each reads");
        }
        return pep440 ? VersionScheme.PEP440 : VersionScheme.CONDA;
    }
}
