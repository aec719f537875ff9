package io.lamplighter.controller.placement;

import io.lamplighter.controller.catalog.CatalogInForce;
import io.lamplighter.controller.machine.FactsStore;
import io.lamplighter.controller.machine.KindStore;
import io.lamplighter.controller.machine.MachineStore;
import io.lamplighter.controller.machine.RoomScale;
import io.lamplighter.controller.storage.Session;
import io.lamplighter.planner.Planner;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;

/** Begins inquiries. */
@Singleton
final class Inquiries {
    private final CatalogInForce catalog;
    private final FactsStore facts;
    private final KindStore kinds;
    private final MachineStore machines;
    private final CommonReleases common;
    private final DenialStore denials;
    private final Timer planning;

    Inquiries(
            CatalogInForce catalog,
            FactsStore facts,
            KindStore kinds,
            MachineStore machines,
            CommonReleases common,
            DenialStore denials,
            MeterRegistry meters) {
        this.catalog = catalog;
        this.facts = facts;
        this.kinds = kinds;
        this.machines = machines;
        this.common = common;
        this.denials = denials;
        planning = Timer.builder("lamplighter.controller.plan")
                .description("Time of the planner for one resolution.")
                .register(meters);
    }

    /** With the catalog in force. */
    Inquiry begin(Session session, Wishes wishes) {
        return begin(session, wishes, catalog.planner(session), RoomScale.NONE);
    }

    /**
     * With a catalog that may never be in force.
     *
     * @param scale by which machines of a kind are told apart
     */
    Inquiry begin(Session session, Wishes wishes, Planner planner, RoomScale scale) {
        return new Inquiry(
                planner,
                wishes,
                new KnownFacts(session, facts),
                () -> Kinds.read(
                        session,
                        kinds,
                        facts,
                        wishes.listedGpus(),
                        Relabelling.of(session, machines, wishes.asking()),
                        scale),
                common,
                denials.all(session),
                planning);
    }
}
