package io.portage.gateway.offline;

import static io.portage.gateway.problem.ProblemCode.BATCH_REFUSED;
import static io.portage.gateway.problem.ProblemCode.QUEUED_AT_INVALID;
import static org.assertj.core.api.Assertions.assertThat;

import io.portage.contract.QueueRule;
import io.portage.contract.SyncContract;
import io.portage.gateway.TestClock;
import io.portage.gateway.headers.Key;
import io.portage.gateway.offline.OfflineRules.Question;
import io.portage.gateway.problem.ProblemCode;
import io.portage.gateway.problem.Rejection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The rule of a batch, as the bundled contract has it for orders.
final class BatchRulesTest {
    private static final Instant NOW = TestClock.START;
    private static final QueueRule RULE =
            SyncContract.bundled().operation("order.create-batch").queue();
    private static final Instant AN_HOUR_AGO = NOW.minus(Duration.ofHours(1));

    private static String item(String type, @Nullable String key) {
        return "{\"type\":\"" + type + "\"" + (key == null ? "" : ",\"clientMutationId\":\"" + key + "\"") + "}";
    }

    private static OfflineVerdict verdict(@Nullable Key key, @Nullable Instant queuedAt, String... items) {
        var body = OfflineRulesTest.json("{\"items\":[" + String.join(",", items) + "]}");
        return OfflineRules.verdict(RULE, new Question(body, key, queuedAt, null, NOW));
    }

    private static Rejection refusal(OfflineVerdict verdict, ProblemCode code) {
        assertThat(verdict).isInstanceOf(OfflineVerdict.Refused.class);
        var rejection = ((OfflineVerdict.Refused) verdict).rejection();
        assertThat(rejection.code()).isEqualTo(code);
        return rejection;
    }

    private static String made(Duration ago) {
        return Keys.uuid7(NOW.minus(ago)).value();
    }

    @Test
    void batchWhenOnlineThenAnyItemIsAllowed() {
        assertThat(verdict(new Key("k"), null, item("medication", "a"), item("lab", null)))
                .isEqualTo(new OfflineVerdict.Allowed(false));
        assertThat(verdict(null, null)).isEqualTo(new OfflineVerdict.Allowed(false));
    }

    @Test
    void batchWhenAnItemHasTheKeyOfAnotherThenItIsNamedUnlessItIsTheSame() {
        var refused = refusal(
                verdict(null, null, item("lab", "a"), item("radiology", "a"), item("lab", "a"), item("lab", null)),
                ProblemCode.BATCH_REFUSED);
        assertThat(refused.members().get("items"))
                .hasToString("[{index=1, clientMutationId=a, code=IDEMPOTENCY_KEY_REUSED}]");
    }

    @Test
    void batchWhenQueuedAndAllItemsMayThenAllowedAsQueued() {
        assertThat(verdict(new Key("k"), AN_HOUR_AGO, item("lab", "a"), item("radiology", "b")))
                .isEqualTo(new OfflineVerdict.Allowed(true));
    }

    @Test
    void batchWhenSomeItemsMayNotThenEachIsNamedWithItsCode() {
        var refused = refusal(
                verdict(null, AN_HOUR_AGO, item("lab", "a"), item("medication", "b"), item("referral", null)),
                BATCH_REFUSED);
        assertThat(refused.members())
                .containsEntry(
                        "items",
                        List.of(
                                Map.of("index", 1, "clientMutationId", "b", "code", "OFFLINE_NOT_ALLOWED"),
                                Map.of("index", 2, "code", "OFFLINE_NOT_ALLOWED")));
        assertThat(refused.detail()).startsWith("2 of 3 items (expected: none");
    }

    @Test
    void batchWhenQueuedForTooLongThenEveryItemIsExpired() {
        var refused = refusal(
                verdict(null, NOW.minus(Duration.ofHours(25)), item("lab", "a"), item("lab", "b")), BATCH_REFUSED);
        assertThat(refused.members())
                .containsEntry(
                        "items",
                        List.of(
                                Map.of("index", 0, "clientMutationId", "a", "code", "QUEUED_MUTATION_EXPIRED"),
                                Map.of("index", 1, "clientMutationId", "b", "code", "QUEUED_MUTATION_EXPIRED")));
    }

    @Test
    void batchWhenQueuedAtIsImpossibleThenTheWholeBatchIsToldOnce() {
        var refused = refusal(verdict(null, NOW.plus(Duration.ofMinutes(6)), item("lab", "a")), QUEUED_AT_INVALID);
        assertThat(refused.members()).containsEntry("serverTime", NOW.toString());
    }

    @Test
    void batchWhenQueuedAtIsAbsentThenEachItemsOwnKeyTellsItsAge() {
        var young = made(Duration.ofMinutes(1));
        var old = made(Duration.ofHours(2));
        var tooOld = made(Duration.ofHours(25));
        var another = made(Duration.ofMinutes(2));
        assertThat(verdict(null, null, item("lab", another), item("medication", young)))
                .isEqualTo(new OfflineVerdict.Allowed(false));
        assertThat(verdict(null, null, item("lab", old), item("medication", young)))
                .isEqualTo(new OfflineVerdict.Allowed(true));
        var refused = refusal(verdict(null, null, item("lab", tooOld), item("medication", old)), BATCH_REFUSED);
        assertThat(refused.members())
                .containsEntry(
                        "items",
                        List.of(
                                Map.of("index", 0, "clientMutationId", tooOld, "code", "QUEUED_MUTATION_EXPIRED"),
                                Map.of("index", 1, "clientMutationId", old, "code", "OFFLINE_NOT_ALLOWED")));
    }

    @Test
    void batchWhenQueuedAtIsAbsentAndItsHeaderKeyIsOldThenQueuedSinceThen() {
        var old = Keys.uuid7(NOW.minus(Duration.ofHours(2)));
        assertThat(verdict(old, null, item("lab", null))).isEqualTo(new OfflineVerdict.Allowed(true));
        refusal(verdict(old, null, item("lab", "a"), item("medication", "b")), BATCH_REFUSED);
        refusal(verdict(Keys.uuid7(NOW.minus(Duration.ofHours(25))), null, item("lab", "a")), BATCH_REFUSED);
    }

    @Test
    void batchWhenItemIsNoObjectThenNeverFromAQueue() {
        refusal(verdict(new Key("k"), AN_HOUR_AGO, "1"), BATCH_REFUSED);
        assertThat(verdict(new Key("k"), null, "1")).isEqualTo(new OfflineVerdict.Allowed(false));
    }
}
