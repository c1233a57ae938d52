package io.portage.gateway.mutation;

import static io.portage.gateway.problem.ProblemCode.BODY_MALFORMED;
import static io.portage.gateway.problem.ProblemCode.IDEMPOTENCY_KEY_CONFLICT;
import static io.portage.gateway.problem.ProblemCode.IDEMPOTENCY_KEY_REQUIRED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.portage.contract.Dedupe.Carrier;
import io.portage.contract.SyncContract;
import io.portage.gateway.TestClock;
import io.portage.gateway.headers.Key;
import io.portage.gateway.headers.SyncHeaders;
import io.portage.gateway.json.JsonReader;
import io.portage.gateway.json.JsonReader.MalformedJsonException;
import io.portage.gateway.problem.ProblemCode;
import io.portage.gateway.problem.RejectedException;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Keys of the bundled contract's operations.
final class MutationKeysTest {
    private static final SyncContract CONTRACT = SyncContract.bundled();
    private static final @Nullable Instant ONLINE = null;
    private static final Instant QUEUED = TestClock.START;

    private static Payload payload(@Nullable String body) {
        try {
            return body == null
                    ? Payload.NONE
                    : new Payload("application/json", JsonReader.read(body.getBytes(UTF_8)), body.getBytes(UTF_8));
        } catch (MalformedJsonException e) {
            throw new IllegalArgumentException(body, e);
        }
    }

    private static MutationKeys read(
            String operation, @Nullable String header, @Nullable String body, @Nullable Instant queuedAt) {
        var headers = new SyncHeaders(null, header == null ? null : new Key(header), queuedAt, null, "id");
        return MutationKeys.read(CONTRACT.operation(operation), headers, payload(body));
    }

    private static void assertRefused(
            ProblemCode code, String operation, @Nullable String header, @Nullable String body, @Nullable Instant at) {
        var refused = catchThrowableOfType(RejectedException.class, () -> read(operation, header, body, at));
        assertThat(refused).as("refused").isNotNull();
        assertThat(refused.rejection().code()).isEqualTo(code);
        assertThat(refused.rejection().detail()).contains("(expected: ").doesNotContain("secret");
    }

    @Test
    void keyWhenInHeaderOrBodyOrEqualInBothThenThatOne() {
        assertThat(read("order.create", "k", "{}", ONLINE).key()).isEqualTo(new Key("k"));
        assertThat(read("order.create", null, "{\"clientMutationId\":\"k\"}", ONLINE)
                        .key())
                .isEqualTo(new Key("k"));
        assertThat(read("order.create", "k", "{\"clientMutationId\":\"k\"}", ONLINE)
                        .key())
                .isEqualTo(new Key("k"));
        assertThat(read("order.create", null, "{}", ONLINE).key()).isNull();
        assertThat(read("order.create", null, "{\"clientMutationId\":null}", ONLINE)
                        .key())
                .isNull();
    }

    @Test
    void keyWhenHeaderAndBodyDifferThenConflict() {
        assertRefused(IDEMPOTENCY_KEY_CONFLICT, "order.create", "k", "{\"clientMutationId\":\"secret\"}", ONLINE);
        assertRefused(IDEMPOTENCY_KEY_CONFLICT, "order.create", "k", "{\"clientMutationId\":\"K\"}", ONLINE);
        assertRefused(IDEMPOTENCY_KEY_CONFLICT, "order.create", "k", "{\"clientMutationId\":\"\\\"k\\\"\"}", ONLINE);
    }

    @Test
    void keyWhenRequiredAndMissingThenRefusedAndABodyKeySatisfies() {
        assertRefused(IDEMPOTENCY_KEY_REQUIRED, "portal.request-refill", null, "{}", ONLINE);
        assertThat(read("portal.request-refill", null, "{\"clientMutationId\":\"k\"}", ONLINE)
                        .key())
                .isNotNull();
        assertThat(read("portal.request-refill", "k", "{}", ONLINE).key()).isNotNull();
    }

    @Test
    void keyWhenThePointerIsAnotherThenReadFromThere() {
        assertThat(read("portal.record-access-event", null, "{\"id\":\"k\"}", ONLINE)
                        .key())
                .isEqualTo(new Key("k"));
        assertRefused(
                IDEMPOTENCY_KEY_REQUIRED, "portal.record-access-event", null, "{\"clientMutationId\":\"k\"}", ONLINE);
    }

    @Test
    void keyWhenQueuedAndMissingThenRefusedWhateverTheOperation() {
        assertRefused(IDEMPOTENCY_KEY_REQUIRED, "order.create", null, "{}", QUEUED);
        assertRefused(IDEMPOTENCY_KEY_REQUIRED, "patient.merge", null, "{}", QUEUED);
        assertRefused(IDEMPOTENCY_KEY_REQUIRED, "patient.set-portrait", null, null, QUEUED);
        assertThat(read("order.create", null, "{\"clientMutationId\":\"k\"}", QUEUED)
                        .key())
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "true", "[\"k\"]", "{}", "\"\"", "\"secret key\"", "\"ä\"", "\"a\\u0000\""})
    void keyWhenBodyKeyIsNoKeyThenMalformed(String value) {
        assertRefused(BODY_MALFORMED, "order.create", null, "{\"clientMutationId\":" + value + "}", ONLINE);
        assertRefused(BODY_MALFORMED, "order.create", "k", "{\"clientMutationId\":" + value + "}", ONLINE);
        assertRefused(
                BODY_MALFORMED,
                "order.create-batch",
                null,
                "{\"items\":[{\"clientMutationId\":" + value + "}]}",
                ONLINE);
    }

    @Test
    void keyWhenBodyKeyHas255CharactersThenReadAndWhen256ThenMalformed() {
        assertThat(read("order.create", null, "{\"clientMutationId\":\"" + "k".repeat(255) + "\"}", ONLINE)
                        .key())
                .isNotNull();
        assertRefused(
                BODY_MALFORMED, "order.create", null, "{\"clientMutationId\":\"" + "k".repeat(256) + "\"}", ONLINE);
    }

    @Test
    void batchWhenQueuedThenHeaderKeyOrAKeyOnEveryItem() {
        var all = "{\"items\":[{\"clientMutationId\":\"a\"},{\"clientMutationId\":\"b\"}]}";
        var some = "{\"items\":[{\"clientMutationId\":\"a\"},{}]}";
        assertThat(read("order.create-batch", null, all, QUEUED).key()).isNull();
        assertThat(read("order.create-batch", "k", some, QUEUED).key()).isEqualTo(new Key("k"));
        assertThat(read("order.create-batch", null, some, ONLINE).key()).isNull();
        assertRefused(IDEMPOTENCY_KEY_REQUIRED, "order.create-batch", null, some, QUEUED);
        assertRefused(IDEMPOTENCY_KEY_REQUIRED, "order.create-batch", null, "{\"items\":[]}", QUEUED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"items\":null}", "{\"items\":{}}", "{\"items\":\"a\"}"})
    void batchWhenItHasNoItemsThenMalformed(String body) {
        assertRefused(BODY_MALFORMED, "order.create-batch", "k", body, ONLINE);
    }

    @Test
    void batchWhenItHasNoBodyThenMalformed() {
        assertRefused(BODY_MALFORMED, "order.create-batch", "k", null, ONLINE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "patient.create|k|{}|HEADER",
                "patient.create|-|{\"clientMutationId\":\"k\"}|BODY",
                "patient.create|k|{\"clientMutationId\":\"k\"}|HEADER BODY",
                "patient.update-demographics|k|{\"version\":1}|HEADER VERSION",
                "patient.update-demographics|k|{\"version\":null}|HEADER",
                "order.create|k|{}|''",
                "order.create|k|{\"clientMutationId\":\"k\"}|BODY",
                "order.cancel|k|{}|''",
                "order.cancel|k|{\"version\":\"3\"}|VERSION",
                "order.activate|k|{\"version\":3}|VERSION",
                "portal.request-refill|k|{\"clientMutationId\":\"k\",\"version\":3}|''",
                "portal.record-access-event|-|{\"id\":\"k\"}|BODY",
                "order.create-batch|k|{\"items\":[{\"clientMutationId\":\"a\"}]}|ITEM",
                "order.create-batch|k|{\"items\":[{\"clientMutationId\":\"a\"},{}]}|''",
                "order.create-batch|k|{\"items\":[]}|''",
            })
    void carriersWhenServiceDedupesThenThoseThisRequestHas(
            String operation, @Nullable String header, String body, String carriers) {
        var expected = Arrays.stream(carriers.split(" ", -1))
                .filter(carrier -> !carrier.isEmpty())
                .map(Carrier::valueOf)
                .toList();
        assertThat(read(operation, header, body, ONLINE).carriers()).containsExactlyInAnyOrderElementsOf(expected);
    }
}
