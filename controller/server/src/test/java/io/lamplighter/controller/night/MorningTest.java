package io.lamplighter.controller.night;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.lamplighter.api.event.EventReason;
import io.lamplighter.api.event.Happening;
import io.lamplighter.api.json.Wire;
import io.lamplighter.api.name.EnvironmentName;
import io.lamplighter.api.name.MachineName;
import io.lamplighter.api.night.NightMessage;
import io.lamplighter.controller.event.EventStore;
import io.lamplighter.controller.event.Events;
import io.lamplighter.controller.machine.CheckinConfig;
import io.lamplighter.controller.machine.Staleness;
import io.lamplighter.controller.night.Inboxes.Posted;
import io.lamplighter.controller.storage.Storage;
import io.quarkus.arc.All;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.mail.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real mail server and a real web server hear of each morning once, whatever happens to controllers. */
@QuarkusTest
@WithTestResource(Inboxes.class)
class MorningTest {
    @Inject
    MorningConfig config;

    @Inject
    Storage storage;

    @Inject
    MorningStore store;

    @Inject
    Nights nights;

    @Inject
    @All
    List<Channel> channels;

    @Inject
    CheckinConfig checkin;

    @Inject
    EventStore events;

    private final MachineName machine = new MachineName("ws-" + UUID.randomUUID());
    private Instant now;

    /** Each test has a day of its own, long after the events of all others. */
    @BeforeEach
    void beginTheDay() {
        now = Inboxes.nextDay().plus(Duration.ofHours(4));
        Inboxes.clear();
    }

    @Test
    void tellsANightByMailAndBySignedPost() throws Exception {
        Mornings mornings = controller();
        happened();
        pass(Duration.ofMinutes(181));

        mornings.look();

        Message mail = Inboxes.mail().getReceivedMessages()[0];
        assertThat(mail.getSubject()).isEqualTo("Lamplighter: 1 changed, 0 failed, 0 lost");
        assertThat(mail.getFrom()[0]).hasToString("lamplighter@lab.example");
        assertThat(mail.getAllRecipients()).extracting(Object::toString).containsExactly("admin@lab.example");
        assertThat(String.valueOf(mail.getContent()))
                .contains("torch on " + machine + ": torch 2.9.1 cu126 -> torch 2.10.0 cu126");
        Posted posted = Inboxes.posted().getFirst();
        String seconds = posted.signature().replaceAll("t=(\\d+),.*", "$1");
        assertThat(posted.signature())
                .isEqualTo("t=" + seconds + ",v1="
                        + new SigningSecret(Inboxes.SECRET).sign(seconds + "." + posted.body()));
        assertThat(message(posted).night().changed())
                .extracting(changed -> changed.on().examples())
                .containsExactly(List.of(machine));
        assertThat(message(posted).text()).contains("torch 2.9.1 cu126 -> torch 2.10.0 cu126");
    }

    @Test
    void tellsItOnceThoughControllersAreTwoAndRestart() throws Exception {
        Mornings one = controller();
        Mornings other = controller();
        happened();
        pass(Duration.ofMinutes(181));

        one.look();
        other.look();
        one.look();
        Mornings restarted = controller();
        pass(Duration.ofMinutes(30));
        restarted.look();

        assertThat(Inboxes.mail().getReceivedMessages()).hasSize(1);
        assertThat(Inboxes.posted()).hasSize(1);
    }

    @Test
    void isSilentAfterANightInWhichNothingHappened() throws Exception {
        Mornings mornings = controller();
        pass(Duration.ofMinutes(181));

        mornings.look();

        assertThat(Inboxes.mail().getReceivedMessages()).isEmpty();
        assertThat(Inboxes.posted()).isEmpty();
    }

    @Test
    void waitsUntilMachinesCouldTellWhatTheyDidWhileNobodyListened() throws Exception {
        pass(Duration.ofMinutes(181));
        Mornings back = controller();
        back.look();
        happened();
        assertThat(Inboxes.posted()).isEmpty();

        pass(Duration.ofMinutes(10));
        back.look();

        assertThat(message(Inboxes.posted().getFirst()).night().changed()).hasSize(1);
    }

    @Test
    void triesAgainWithLongerPausesWhatDidNotArriveUnderTheSameId() throws Exception {
        Mornings mornings = controller();
        happened();
        pass(Duration.ofMinutes(181));
        Inboxes.refusePosts(2);

        mornings.look();
        mornings.look();
        assertThat(Inboxes.posted()).as("not at once").hasSize(1);
        pass(Duration.ofSeconds(61));
        mornings.look();
        pass(Duration.ofSeconds(61));
        mornings.look();
        assertThat(Inboxes.posted()).as("the second pause is longer").hasSize(2);
        pass(Duration.ofSeconds(61));
        mornings.look();
        pass(Duration.ofHours(1));
        mornings.look();

        assertThat(Inboxes.posted()).hasSize(3);
        assertThat(Inboxes.posted().stream().map(Posted::delivery).distinct()).hasSize(1);
        assertThat(Inboxes.mail().getReceivedMessages())
                .as("the other channel is not concerned")
                .hasSize(1);
    }

    private Mornings controller() {
        return new Mornings(config, storage, store, nights, channels, new Staleness(checkin, () -> now), () -> now);
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    /** In the night, at four in the morning of the day. */
    private void happened() {
        Instant at = now;
        Events past = new Events(events, () -> at);
        storage.write(transaction -> {
            past.happened(
                    transaction,
                    Happening.on(machine, EventReason.RUN_ACTIVATED, "")
                            .of(new EnvironmentName("torch"))
                            .changing("torch 2.9.1 cu126", "torch 2.10.0 cu126"));
            return at;
        });
    }

    private static NightMessage message(Posted posted) throws JsonProcessingException {
        return Wire.mapper().readValue(posted.body(), NightMessage.class);
    }
}
