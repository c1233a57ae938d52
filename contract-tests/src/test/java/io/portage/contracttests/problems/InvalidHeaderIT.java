package io.portage.contracttests.problems;

import static io.portage.contracttests.problems.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.portage.contracttests.proof.Proves;
import io.portage.contracttests.sample.Requests;
import io.portage.contracttests.wire.Request;
import io.portage.contracttests.world.Lab;
import io.portage.contracttests.world.Recorded;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Sync headers that are not as they should be: refused before anything is forwarded, and the message names them.
@ExtendWith(Lab.class)
class InvalidHeaderIT {
    private final Recorded gateway;

    InvalidHeaderIT(Recorded gateway) {
        this.gateway = gateway;
    }

    @BeforeEach
    void reset() {
        gateway.reset();
    }

    @Provokes(Code.HEADER_INVALID)
    @ParameterizedTest
    @CsvSource({
        "Idempotency-Key, k",
        "X-Correlation-Id, c",
        "X-Queued-At, 2026-11-20T10:00:00Z",
        "X-Sent-At, 2026-11-20T10:00:00Z"
    })
    void postWhenHeaderHasTwoLinesThenInvalid(String name, String value) {
        assertInvalid(Requests.patient().with(name, value).with(name.toLowerCase(Locale.ROOT), value), name);
    }

    @Test
    void postWhenAuthorizationHasTwoLinesThenInvalid() {
        assertInvalid(Requests.patient().with("authorization", "Bearer x"), "Authorization");
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                        values("Idempotency-Key", "", "a b", "a\tb", "caf\u00e9", "x".repeat(256)),
                        values("Idempotency-Key", "\"", "\"\"", "\"abc", "\"a\"b\"", "\"a\"; p=1", "\"a\", \"b\""),
                        values("Idempotency-Key", "\"a b\"", "\"a\\b\"", "\"abc\\\"", "\"" + "x".repeat(256) + "\""),
                        values("X-Correlation-Id", "", "x".repeat(129), "caf\u00e9", "a\tb"),
                        instants("X-Queued-At"),
                        instants("X-Sent-At"))
                .flatMap(arguments -> arguments);
    }

    private static Stream<Arguments> instants(String name) {
        return values(
                name,
                "",
                "yesterday",
                "1763632800",
                "2026-11-20",
                "2026-11-20T10:00:00",
                "2026-11-20T10:00Z",
                "2026-02-30T10:00:00Z",
                "2026-11-20T25:00:00Z",
                "2026-11-20T10:00:00+25:00",
                "Fri, 20 Nov 2026 10:00:00 GMT");
    }

    private static Stream<Arguments> values(String name, String... values) {
        return Stream.of(values).map(value -> Arguments.of(name, value));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void postWhenValueIsMalformedThenInvalid(String name, String value) {
        assertInvalid(Requests.patient().with(name, value), name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Idempotency_Key",
                "idempotency_key",
                "X_Correlation_Id",
                "X-Correlation_Id",
                "X_Queued-At",
                "x_queued_at",
                "X_SENT_AT"
            })
    void postWhenNameIsSpelledWithUnderscoresThenInvalid(String twin) {
        var value = twin.toLowerCase(Locale.ROOT).endsWith("at") ? "2026-11-20T10:00:00Z" : "v";
        var alone = Requests.patient().with(twin, value);

        assertInvalid(alone, twin);
        assertInvalid(alone.with(twin.replace('_', '-'), value), twin);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Idempotency-Key",
                "authorization",
                "X-CORRELATION-ID",
                "X-Queued-At",
                "x-sent-at",
                "X-Tenant-Id",
                "Content-Type",
                "Host",
                "Cookie",
                "traceparent",
                "X-Forwarded-For",
                "x-forwarded-proto",
                "X-Forwarded-Anything",
                "keep-alive, Idempotency-Key",
                "close ,\tx-queued-at ; q=1, x",
                "Idempotency-Key;a;b"
            })
    void postWhenConnectionNamesProtectedHeaderThenInvalid(String members) {
        assertInvalid(Requests.patient().with("Connection", members), "Connection");
        assertInvalid(Requests.patient().with("Connection", "x-a").with("connection", members), "Connection");
    }

    @Test
    void postWhenConnectionNamesOtherHeadersThenForwardedWithoutThem() {
        var request = Requests.patient()
                .with("Connection", "keep-alive, X-Hop")
                .with("X-Hop", "1")
                .with("X-End", "2")
                .with("Idempotency-Key", "hop");

        assertThat(gateway.caller().send(request).status()).isEqualTo(201);

        var received = gateway.forwarded().getFirst();
        assertThat(received.values("X-Hop")).isEmpty();
        assertThat(received.values("X-End")).containsExactly("2");
        assertThat(received.values("Idempotency-Key")).containsExactly("hop");
    }

    @Proves("TR-OFF-002")
    @Test
    void postWhenClientMakesUpIdentityThenServiceSeesTheTokensTenantOnly() {
        var request = Requests.patient()
                .with("X-Tenant-Id", "south")
                .with("X-User-Id", "root")
                .with("X-Consumer-Username", "root")
                .with("X-Consumer-Id", "1");

        assertThat(gateway.caller().send(request).status()).isEqualTo(201);

        var received = gateway.forwarded().getFirst();
        assertThat(received.values("X-Tenant-Id")).containsExactly("north");
        assertThat(received.headers()).noneMatch(line -> line.value().equals("root"));
        assertThat(received.values("X-Consumer-Id")).isEmpty();
    }

    @Test
    void postWhenHeadersAreTooLargeThenInvalid() {
        var answer = gateway.caller().send(Requests.patient().with("X-Large", "x".repeat(70_000)));

        assertProblem(answer).is(431, Code.HEADER_INVALID);
        assertThat(gateway.forwarded()).isEmpty();
    }

    private void assertInvalid(Request request, String named) {
        assertProblem(gateway.caller().send(request))
                .is(400, Code.HEADER_INVALID)
                .says(named)
                .hasNoIdempotencyStatus();
        assertThat(gateway.forwarded()).isEmpty();
    }
}
