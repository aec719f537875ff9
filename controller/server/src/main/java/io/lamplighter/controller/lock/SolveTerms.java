package io.lamplighter.controller.lock;

import io.lamplighter.api.lock.Denials;
import io.lamplighter.api.lock.SolveLimits;
import io.lamplighter.api.manifest.Environment;
import io.lamplighter.api.manifest.Manifest.Kind;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.ManifestName;
import io.lamplighter.api.wire.Assignment.AssignedEnvironment;
import io.lamplighter.controller.manifest.ManifestStore;
import io.lamplighter.controller.manifest.StoredManifest;
import io.lamplighter.controller.placement.DenialStore;
import io.lamplighter.controller.problem.CallerMistake.Conflict;
import io.lamplighter.controller.storage.Session;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/** Within what a pathfinder has to stay: what the environment's policy says, and what is denied. */
@Singleton
final class SolveTerms {
    private final ManifestStore manifests;
    private final DenialStore denials;

    SolveTerms(ManifestStore manifests, DenialStore denials) {
        this.manifests = manifests;
        this.denials = denials;
    }

    /**
     * Of a solve that moves on from a lock.
     *
     * @throws Conflict when there is no such environment any more
     */
    SolveLimits movingFrom(Session session, StoredLock from, AssignedEnvironment assigned, Instant now) {
        Environment.Spec spec = spec(session, assigned.name());
        return RefreshLimits.of(
                from, assigned.document().plan(), spec.update(), spec.cooldown().duration(), denials.all(session), now);
    }

    /** Of the first solve of a plan. */
    SolveLimits ofTheFirst(Session session) {
        Denials denied = denials.all(session);
        return denied.none() ? SolveLimits.NONE : new SolveLimits(null, denied.bounds(), null, List.of());
    }

    private Environment.Spec spec(Session session, EnvironmentName name) {
        return manifests
                .find(session, Kind.ENVIRONMENT, new ManifestName(name.value()))
                .map(StoredManifest::manifest)
                .filter(Environment.class::isInstance)
                .map(Environment.class::cast)
                .map(Environment::spec)
                .orElseThrow(() -> new Conflict(
                        "there is no environment " + name + " any more",
                        "ask for the assignment in force: GET /agent/v1/assignment"));
    }
}
