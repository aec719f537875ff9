package io.lamplighter.controller.storage;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready is a controller whose database answers. */
@Readiness
@Singleton
final class DatabaseHealth implements HealthCheck {
    private final Storage storage;

    DatabaseHealth(Storage storage) {
        this.storage = storage;
    }

    @Override
    public HealthCheckResponse call() {
        var answer = HealthCheckResponse.named("database");
        try {
            return answer.up().withData("change", storage.lastChange()).build();
        } catch (StorageFailure e) {
            return answer.down().withData("reason", e.kind().name()).build();
        }
    }
}
