package io.lamplighter.agent.metrics;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Writes the metrics to a file, where that is wanted. */
@Singleton
final class TextfileSchedule {
    private final @Nullable Textfile textfile;

    TextfileSchedule(TextfileConfig config, CurrentMetrics metrics) {
        textfile = config.file()
                .map(file -> new Textfile(file, () -> metrics.respond(null).text()))
                .orElse(null);
    }

    /** What cannot be written stops the start, where somebody looks. */
    void check(@Observes StartupEvent starting, TextfileConfig config) {
        config.file().flatMap(Textfile::refusal).ifPresent(refusal -> {
            throw new ConfigurationException(refusal);
        });
    }

    @Scheduled(every = "{lamplighter.metrics.textfile.every}", concurrentExecution = ConcurrentExecution.SKIP)
    void write() {
        if (textfile != null) {
            textfile.write();
        }
    }
}
