package io.lamplighter.agent.footprint;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FootprintScheduleTest {
    private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
    private final NotificationListener listener = (notification, nothing) -> remember(notification);

    @BeforeEach
    void listen() {
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            ((NotificationEmitter) collector).addNotificationListener(listener, null, null);
        }
    }

    @AfterEach
    void listenNoMore() throws ListenerNotFoundException {
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            ((NotificationEmitter) collector).removeNotificationListener(listener);
        }
    }

    @Test
    void collectsTheHeapThatJavaWouldLetGrow() throws InterruptedException {
        FootprintSchedule.giveBack();

        assertThat(asked.poll(30, TimeUnit.SECONDS)).isEqualTo("System.gc()");
    }

    private void remember(Notification notification) {
        String cause = GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData())
                .getGcCause();
        if (cause.equals("System.gc()")) { // others come when they come
            asked.add(cause);
        }
    }

    @Test
    void sparesADiskOfWhichNothingIsKnown(@TempDir Path sys) {
        BlockDevices unknown = new BlockDevices(sys);

        assertThat(FootprintSchedule.every(new Configured(Optional.empty()), unknown))
                .isEqualTo(Duration.ofMinutes(30));
        assertThat(FootprintSchedule.every(new Configured(Optional.of(Duration.ofMinutes(7))), unknown))
                .isEqualTo(Duration.ofMinutes(7));
    }

    private record Configured(Optional<Duration> pageOutEvery) implements FootprintConfig {
        @Override
        public PageOut pageOut() {
            return PageOut.ON;
        }

        @Override
        public Duration pageOutAfter() {
            return Duration.ZERO;
        }
    }
}
