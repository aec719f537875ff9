package io.lamplighter.agent;

import io.lamplighter.agent.checkin.ControllerConfig;
import io.lamplighter.agent.checkin.ControllerUrl;
import io.lamplighter.agent.layout.StrayFolders;
import io.lamplighter.agent.layout.SystemTree;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What must hold before anything of the agent runs, each refused in one sentence with the next step. */
@Singleton
final class StartConditions {
    private static final Logger LOG = Logger.getLogger(StartConditions.class);

    /** Before the scheduler, which comes first of the platform. */
    private static final int FIRST = Interceptor.Priority.PLATFORM_BEFORE - 20;

    private final Station station;

    /** Held until the process ends. */
    private @Nullable FileChannel lock;

    StartConditions(Station station) {
        this.station = station;
    }

    void check(
            @Observes @Priority(FIRST) StartupEvent starting,
            ControllerConfig controller,
            @ConfigProperty(name = "quarkus.http.host") String host,
            @ConfigProperty(name = "quarkus.http.port") int port) {
        check(controller.url(), host, LaunchMode.current() == LaunchMode.TEST ? 0 : port);
    }

    /** Throws the first refusal. */
    void check(URI controller, String host, int port) {
        ControllerUrl.refusal(controller).ifPresent(refusal -> {
            throw refused(refusal);
        });
        makeDirectory();
        takeLock();
        tryPort(host, port);
    }

    private void makeDirectory() {
        Path directory = station.layout().root();
        try {
            if (station.system()) {
                new SystemTree(station.layout()).prepare();
            }
            Files.createDirectories(directory);
            Files.delete(Files.createTempFile(directory, "writable-", ""));
            StrayFolders.of(station.layout()).forEach(StartConditions::warnOf);
        } catch (IOException e) {
            throw refused("The agent cannot write to its directory " + directory + " (" + e
                    + "): make it writable, free its disk, or name another in lamplighter.directory.");
        }
    }

    private static void warnOf(Path stray) {
        LOG.warnf(
                "%s is on another file system than %s: every build copies across, nothing is shared on disk, and the room"
                        + " that is looked for is not the room it needs. Have both on one, by mounting that at the"
                        + " directory itself or by naming a directory on it in lamplighter.directory.",
                stray, stray.getParent());
    }

    private void takeLock() {
        Path file = station.layout().root().resolve("lock");
        try {
            lock = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock.tryLock() == null) {
                throw anotherAgent();
            }
        } catch (OverlappingFileLockException _) {
            throw anotherAgent();
        } catch (IOException e) {
            throw refused("The agent cannot lock " + file + " (" + e
                    + "): keep its directory on a local disk, named in lamplighter.directory.");
        }
    }

    private ConfigurationException anotherAgent() {
        return refused("Another agent works in " + station.layout().root()
                + ": stop that one, or give this one a directory of its own in lamplighter.directory.");
    }

    /** Whoever takes the port in between is told of by the HTTP server itself. */
    private static void tryPort(String host, int port) {
        tryListening(
                host,
                0,
                "",
                "set quarkus.http.host to an address of this machine, or to 0.0.0.0 for all of them; a"
                        + " name that only others know it by belongs into lamplighter.metrics.address.");
        tryListening(host, port, ":" + port, "stop what listens there, or set quarkus.http.port to a free port.");
    }

    private static void tryListening(String host, int port, String where, String remedy) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName(host))) {
            LOG.debugf("%s can be listened on", socket.getLocalSocketAddress());
        } catch (IOException | IllegalArgumentException e) {
            throw refused("The agent cannot listen on " + host + where + " (" + e.getMessage() + "): " + remedy);
        }
    }

    /** The one exception that the framework reports by its message alone. */
    private static ConfigurationException refused(String sentence) {
        return new ConfigurationException(sentence);
    }
}
