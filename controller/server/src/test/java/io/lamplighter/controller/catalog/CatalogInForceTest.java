package io.lamplighter.controller.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamplighter.controller.storage.Storage;
import io.lamplighter.controller.storage.Transaction;
import io.lamplighter.planner.catalog.Catalog;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Everything is taken back, so that other tests plan with the shipped catalog. */
@QuarkusTest
class CatalogInForceTest {
    private static final String SHIPPED = Catalog.shipped().version();

    @Inject
    Storage storage;

    private final CatalogStore store = new CatalogStore();
    private final CatalogInForce inForce = new CatalogInForce(store);
    private final CatalogInForce ofAnotherController = new CatalogInForce(store);

    @Test
    void isTheShippedOneUntilAnotherIsPutInPlace() {
        InForce found = storage.read(inForce::of);

        assertThat(found.planner().catalogVersion()).isEqualTo(SHIPPED);
        assertThat(found.isShipped()).isTrue();
        assertThat(found.notice()).isEmpty();
    }

    @Test
    void isTheStoredOneForEveryControllerOfTheDatabaseAtOnce() {
        Catalog changed = Catalog.read(changed("a row"));

        InForce found = rehearse(transaction -> {
            assertThat(ofAnotherController.planner(transaction).catalogVersion())
                    .isEqualTo(SHIPPED);
            put(transaction, changed.version(), SHIPPED, changed.texts());
            assertThat(ofAnotherController.planner(transaction).catalogVersion())
                    .isEqualTo(changed.version());
            return inForce.of(transaction);
        });

        assertThat(found.planner().catalog().texts()).isEqualTo(changed.texts());
        assertThat(found.isShipped()).isFalse();
        assertThat(found.notice()).isEmpty();
    }

    @Test
    void readsAnotherOneOfTheSameRevisionAfterATransactionWasTakenBack() {
        Catalog first = Catalog.read(changed("first"));
        Catalog second = Catalog.read(changed("second"));
        rehearse(transaction -> {
            put(transaction, first.version(), SHIPPED, first.texts());
            return inForce.of(transaction);
        });

        InForce found = rehearse(transaction -> {
            put(transaction, second.version(), SHIPPED, second.texts());
            return inForce.of(transaction);
        });

        assertThat(found.planner().catalogVersion()).isEqualTo(second.version());
    }

    @Test
    void isTheShippedOneAgainAfterTheReturnToIt() {
        Catalog changed = Catalog.read(changed("a row"));

        InForce found = rehearse(transaction -> {
            put(transaction, changed.version(), SHIPPED, changed.texts());
            put(transaction, null, SHIPPED, null);
            return inForce.of(transaction);
        });

        assertThat(found.planner().catalogVersion()).isEqualTo(SHIPPED);
        assertThat(found.isShipped()).isTrue();
    }

    @Test
    void saysThatTheReleaseShipsAnotherThanTheOneThatWasReplaced() {
        Catalog changed = Catalog.read(changed("a row"));

        InForce found = rehearse(transaction -> {
            put(transaction, changed.version(), "0".repeat(64), changed.texts());
            return inForce.of(transaction);
        });

        assertThat(found.isShipped()).isFalse();
        assertThat(found.notice())
                .hasValueSatisfying(notice -> assertThat(notice)
                        .contains(SHIPPED.substring(0, 12))
                        .contains(changed.version().substring(0, 12) + " stays in force"));
    }

    @Test
    void plansWithTheShippedOneWhereAStoredOneCannotBeReadAnyMore() {
        InForce found = rehearse(transaction -> {
            put(transaction, "1".repeat(64), SHIPPED, Map.of("of-another-release.yaml", ""));
            return inForce.of(transaction);
        });

        assertThat(found.planner().catalogVersion()).isEqualTo(SHIPPED);
        assertThat(found.isShipped()).isTrue();
        assertThat(found.notice())
                .hasValueSatisfying(notice -> assertThat(notice)
                        .contains("cannot read the catalog that operator put in place (111111111111)")
                        .contains("of-another-release.yaml"));
    }

    private void put(
            Transaction transaction, @Nullable String version, String shipped, @Nullable Map<String, String> files) {
        long revision = store.latest(transaction).map(CatalogRevision::revision).orElse(0L) + 1;
        store.put(
                transaction,
                new CatalogRevision(revision, version, shipped, "operator", Instant.parse("2026-11-23T10:00:00Z")),
                files);
    }

    private <T> T rehearse(Function<Transaction, T> change) {
        return storage.rehearse(change);
    }

    private static Map<String, String> changed(String note) {
        Map<String, String> texts = new TreeMap<>(Catalog.shipped().texts());
        texts.computeIfPresent("drivers.yaml", (_, text) -> text + "# " + note + "\n");
        return texts;
    }
}
