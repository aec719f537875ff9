package io.lamplighter.agent.metrics;

import java.time.Instant;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** The talk with the controller. */
final class CheckinMetrics implements Binder {
    private final Supplier<Optional<Instant>> lastContact;
    private final IntSupplier spooled;
    private final Series contact;
    private final Series spool;

    CheckinMetrics(Page page, Supplier<Optional<Instant>> lastContact, IntSupplier spooled) {
        this.lastContact = lastContact;
        this.spooled = spooled;
        contact = Series.gauge(
                page, "lamplighter_controller_last_contact_timestamp_seconds", "Last answer from a controller.");
        spool = Series.gauge(page, "lamplighter_spooled_reports", "Reports waiting for a controller.");
    }

    @Override
    public void show() {
        contact.show(lastContact.get().map(Series::seconds).orElse(null));
        spool.show((double) spooled.getAsInt());
    }
}
