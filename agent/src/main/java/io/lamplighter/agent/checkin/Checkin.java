package io.lamplighter.agent.checkin;

import io.lamplighter.agent.execution.PlanLocks;
import io.lamplighter.agent.layout.Layout;
import io.lamplighter.agent.probe.Inventory;
import io.lamplighter.agent.reboot.RebootClaims;
import io.lamplighter.agent.runlog.RunLogs;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Puts the loop together, starts it with the agent and stops it with it. */
@Singleton
final class Checkin {
    private static final int BEFORE_THE_PROBES = Interceptor.Priority.PLATFORM_BEFORE - 10;

    private final AssignmentInForce inForce;
    private final CheckinLoop loop;

    Checkin(
            @RestClient ControllerApi controller,
            ControllerConfig config,
            @ConfigProperty(name = "quarkus.application.version") String version,
            Layout layout,
            Inventory inventory,
            Spool spool,
            LockSpool locks,
            RunLogs logs,
            GenerationsOutbox generations,
            AssignmentListener listener,
            Contact contact) {
        Enroller enroller =
                new Enroller(controller, config, new IdentityFile(layout.identity(), new SecureRandom()), version);
        inForce = new AssignmentInForce(
                new AssignmentFile(layout.assignment()), inventory::lookAt, accepting(inventory, listener));
        Conversation conversation = new Conversation(
                controller,
                new LockUpload(controller, locks),
                enroller,
                inForce,
                inventory::facts,
                spool,
                logs,
                generations,
                contact);
        loop = new CheckinLoop(conversation::turn, RandomGenerator.getDefault());
        inventory.onChange(facts -> loop.wake());
        spool.onReport(loop::wake);
        locks.onLock(loop::wake);
        logs.onDue(loop::wake);
        generations.onNews(loop::wake);
    }

    private static AssignmentListener accepting(Inventory inventory, AssignmentListener next) {
        return assignment -> {
            if (assignment.inventoryAccepted() != null) {
                inventory.accept(assignment.inventoryAccepted());
            }
            next.assigned(assignment);
        };
    }

    /** So early that the first facts already tell of the sources that are known from before. */
    void start(@Observes @Priority(BEFORE_THE_PROBES) StartupEvent started) throws IOException {
        inForce.load();
        loop.start();
    }

    void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
        loop.stop();
    }

    @Produces
    @Singleton
    static Contact contact(InstantSource clock) {
        return new Contact(clock);
    }

    @Produces
    @Singleton
    static GenerationsOutbox generations() {
        return new GenerationsOutbox();
    }

    @Produces
    @Singleton
    static LockSpool locks(Layout layout) throws IOException {
        return new LockSpool(layout.provedLocks());
    }

    @Produces
    @Singleton
    static PlanLocks exchange(@RestClient ControllerApi controller, Layout layout, LockSpool spool) {
        return new LockExchange(controller, new IdentityFile(layout.identity(), new SecureRandom()), spool);
    }

    @Produces
    @Singleton
    static RebootClaims reboots(@RestClient ControllerApi controller, Layout layout, InstantSource clock) {
        return new RebootExchange(controller, new IdentityFile(layout.identity(), new SecureRandom()), clock);
    }

    @Produces
    @Singleton
    static Spool spool(Layout layout) throws IOException {
        return new Spool(layout.spool());
    }
}
