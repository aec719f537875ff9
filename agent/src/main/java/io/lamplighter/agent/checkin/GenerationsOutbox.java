package io.lamplighter.agent.checkin;

import io.lamplighter.api.generation.GenerationsReport;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the controller should know of the machine's generations: the newest report only, and each once. */
public final class GenerationsOutbox {
    private volatile @Nullable GenerationsReport newest;
    private volatile @Nullable GenerationsReport settled;
    private volatile Runnable onNews = () -> {};

    /** Replaces what was to be told. */
    public void put(GenerationsReport report) {
        newest = report;
        if (!report.equals(settled)) {
            onNews.run();
        }
    }

    /** What has not been told yet. */
    Optional<GenerationsReport> due() {
        GenerationsReport now = newest;
        return now == null || now.equals(settled) ? Optional.empty() : Optional.of(now);
    }

    /** The controller has it, or does not take it. */
    void settled(GenerationsReport report) {
        settled = report;
    }

    void onNews(Runnable listener) {
        onNews = listener;
    }
}
