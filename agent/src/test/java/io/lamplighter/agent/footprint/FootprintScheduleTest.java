package io.lamplighter.agent.footprint;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
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
        new FootprintSchedule(new Configured(FootprintConfig.PageOut.ON)).giveBack();

        assertThat(asked.poll(30, TimeUnit.SECONDS)).isEqualTo("System.gc()");
    }

    private void remember(Notification notification) {
        String cause = GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData())
                .getGcCause();
        if (cause.equals("System.gc()")) { // others come when they come
            asked.add(cause);
        }
    }

    private record Configured(PageOut pageOut) implements FootprintConfig {
        @Override
        public Duration pageOutAfter() {
            return Duration.ZERO;
        }

        @Override
        public Duration pageOutEvery() {
            return Duration.ZERO;
        }
    }
}
