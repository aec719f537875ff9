package io.lamplighter.controller;

import io.lamplighter.controller.storage.StartRefused;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Tokens go over the wire in clear until there is TLS: nobody else may be able to listen. */
@Singleton
final class Loopback {
    private final String host;

    Loopback(@ConfigProperty(name = "quarkus.http.host") String host) {
        this.host = host;
    }

    void check(@Observes @Priority(1) StartupEvent event) {
        if (!isLoopback(host)) {
            throw new StartRefused("Not started on " + host + ": this version has no TLS, and tokens would cross the"
                    + " network in clear. Leave quarkus.http.host at 127.0.0.1 and reach the controller from another"
                    + " machine through a tunnel: ssh -N -L 8680:127.0.0.1:8680 THIS-HOST");
        }
    }

    static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
