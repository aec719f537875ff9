package io.lamplighter.agent;

import io.lamplighter.agent.doctor.LogDiagnosis;
import io.lamplighter.agent.doctor.LogDoctor;
import io.lamplighter.agent.failure.Catalogue;
import io.lamplighter.agent.failure.CatalogueConfig;
import io.lamplighter.api.json.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** {@code doctor --log}: one log, looked at without an agent. */
final class LogExamination {
    static final int KNOWN = 0;
    static final int NOTHING_KNOWN = 1;
    static final int BAD_INPUT = 2;

    private static final String STANDARD_INPUT = "-";

    private final InputStream input;
    private final PrintStream out;
    private final PrintStream err;

    LogExamination(InputStream input, PrintStream out, PrintStream err) {
        this.input = input;
        this.out = out;
        this.err = err;
    }

    /** The program's exit code. */
    int perform(Invocation.DoctorOfLog asked) {
        if (!choose(asked.catalogue())) {
            return BAD_INPUT;
        }
        try (InputStream log = open(asked.log())) {
            LogDiagnosis diagnosis = LogDoctor.examine(log, Catalogue.search());
            out.print(asked.json() ? Wire.write(diagnosis) + "\n" : diagnosis.text());
            return diagnosis.failures().isEmpty() ? NOTHING_KNOWN : KNOWN;
        } catch (NoSuchFileException e) {
            err.println("there is no file " + asked.log() + "; name a log, or - for standard input");
            return BAD_INPUT;
        } catch (AccessDeniedException e) {
            err.println("this account may not read " + asked.log() + "; run it as one that may, or name another log");
            return BAD_INPUT;
        } catch (IOException e) {
            err.println(asked.log() + " cannot be read: " + e.getMessage() + "; name a log, or - for standard input");
            return BAD_INPUT;
        }
    }

    private InputStream open(String log) throws IOException {
        return log.equals(STANDARD_INPUT) ? input : Files.newInputStream(Path.of(log));
    }

    /** The one that is asked for must be good; the machine's own, if it is not, is passed over as the agent does. */
    private boolean choose(String given) {
        Path file = Path.of(given.isEmpty() ? CatalogueConfig.DEFAULT : given);
        if (given.isEmpty() && !Files.exists(file)) {
            return true;
        }
        List<String> problems = Catalogue.use(file);
        problems.forEach(problem -> err.println(file + ": " + problem));
        return given.isEmpty() || problems.isEmpty();
    }
}
