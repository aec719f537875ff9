package io.lamplighter.agent.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lamplighter.agent.failure.LogSearch;
import io.lamplighter.agent.failure.LogText;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;

/** Says of any log which known failures it tells of; however long the log is, little of it is in memory. */
public final class LogDoctor {
    private static final int AT_ONCE = 1 << 16;

    private final LogSearch search;
    private final StringBuilder line = new StringBuilder();
    private boolean begun;

    private LogDoctor(LogSearch search) {
        this.search = search;
    }

    /**
     * Reads a log to its end.
     *
     * @param log in UTF-8; what is none is replaced
     */
    public static LogDiagnosis examine(InputStream log, LogSearch search) throws IOException {
        LogDoctor doctor = new LogDoctor(search);
        doctor.read(new InputStreamReader(log, UTF_8));
        return new LogDiagnosis(search.lines(), search.found());
    }

    private void read(Reader log) throws IOException {
        char[] some = new char[AT_ONCE];
        for (int count = log.read(some); count >= 0; count = log.read(some)) {
            for (int i = 0; i < count; i++) {
                take(some[i]);
            }
        }
        if (begun || !line.isEmpty()) {
            end();
        }
    }

    /** A progress bar's states are looked at one by one, and so are the parts of a line without end. */
    private void take(char next) {
        if (next == '\n') {
            end();
        } else if (next == '\r' || line.length() == LogText.LONGEST_LINE) {
            look();
        }
        if (next != '\n' && next != '\r') {
            line.append(next);
        }
    }

    private void end() {
        if (!begun || !line.isEmpty()) {
            look();
        }
        begun = false;
    }

    private void look() {
        if (begun) {
            search.part(line.toString());
        } else {
            search.line(line.toString());
        }
        begun = true;
        line.setLength(0);
    }
}
