package io.portage.contracttests.kong;

import static io.portage.contracttests.problems.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.portage.contracttests.kong.NginxProcess.Chain;
import io.portage.contracttests.problems.Code;
import io.portage.contracttests.wire.Message;
import io.portage.contracttests.wire.Request;
import io.portage.contracttests.world.Json;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

/// header-guard in a real nginx with Lua: what arrives is what was sent, and what could be lost is refused.
@OnNginx
class HeaderGuardNginxIT extends BehindNginx {
    private static final String ID = "X-Correlation-Id";
    private static final List<String> SYNC =
            List.of("Idempotency-Key", "Authorization", ID, "X-Queued-At", "X-Sent-At");

    private static Request full(String path) {
        return Request.json("POST", path, "{\"a\":1}")
                .with("Idempotency-Key", "\"quoted !#$%&'*+-.^_`|~\"".replace(" ", ""))
                .with("Authorization", "Bearer t0k.en-_~+/=")
                .with(ID, "corr 1")
                .with("X-Queued-At", "2026-11-20T08:15:30.123456789+05:30")
                .with("x-SENT-at", "2026-11-20t09:15:30z")
                .with("Connection", "keep-alive, X-Hop");
    }

    private void assertArrived(Request sent) {
        assertThat(upstream().received()).singleElement().satisfies(received -> {
            for (var name : SYNC) {
                var lines =
                        sent.headers().stream().filter(line -> line.named(name)).toList();
                assertThat(received.headers().stream().filter(line -> line.named(name)))
                        .as("%s in %s", name, received)
                        .isEqualTo(lines);
            }
        });
    }

    private void assertRefused(Message answer, Code code) {
        assertProblem(answer).is(400, code);
        assertThat(answer.header("Content-Length")).isEqualTo(Integer.toString(answer.body().length));
        assertThat(upstream().received()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void postWhenHeadersAreGoodThenTheyArriveByteForByte(Chain chain) {
        var request = full("/v1/orders");

        assertThat(send(chain, request).status()).isEqualTo(200);

        assertArrived(request);
    }

    @Test
    void postWhenThereIsNoGuardThenConnectionReallyRemovesTheKey() {
        send(Chain.PORT_OPEN, full("/v1/orders").without("Connection").with("Connection", "close, Idempotency-Key"));

        assertThat(upstream().received())
                .singleElement()
                .satisfies(received ->
                        assertThat(received.values("Idempotency-Key")).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Idempotency-Key", "keep-alive, AUTHORIZATION", "close, x-queued-at ;q=1", "X_Sent_At", "Cookie"
            })
    void postWhenConnectionNamesAProtectedHeaderThenRefused(String members) {
        var request = full("/v1/orders").without("Connection");

        assertRefused(send(Chain.PORT_39, request.with("Connection", members)), Code.HEADER_INVALID);
        assertRefused(
                send(Chain.PORT_38, request.with("Connection", "x-a").with("connection", members)),
                Code.HEADER_INVALID);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Idempotency_Key | k",
                "x_correlation_id | c",
                "Idempotency-Key | a b",
                "Idempotency-Key | \"a\"b\"",
                "X-Queued-At | yesterday",
                "X-Sent-At | 2026-02-30T10:00:00Z",
                "X-Correlation-Id | caf\u00e9",
                "X-Correlation-Id |",
                "Idempotency-Key |"
            })
    void postWhenHeaderIsDoubtfulThenRefused(String name, String value) {
        var given = value == null ? "" : value;
        for (var chain : List.of(Chain.PORT_39, Chain.PORT_38)) {
            assertRefused(send(chain, Request.json("POST", "/v1/orders", "{}").with(name, given)), Code.HEADER_INVALID);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Idempotency-Key", "X-Correlation-Id", "X-Queued-At", "X-Sent-At"})
    void postWhenHeaderHasTwoLinesThenRefused(String name) {
        var value = name.endsWith("At") ? "2026-11-20T08:15:30Z" : "v";
        var request =
                Request.json("POST", "/v1/orders", "{}").with(name, value).with(name.toLowerCase(Locale.ROOT), value);

        assertRefused(send(Chain.PORT_39, request), Code.HEADER_INVALID);
        assertRefused(send(Chain.PORT_38, request), Code.HEADER_INVALID);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "PORT_OPEN")
    void postWhenClientSendsNoIdThenOneIsMintedOnce(Chain chain) {
        var answer = send(chain, Request.json("POST", "/v1/orders", "{}"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(upstream().received())
                .singleElement()
                .satisfies(
                        received -> assertThat(received.values(ID)).hasSize(1).isEqualTo(answer.values(ID)));
    }

    @ParameterizedTest
    @CsvSource({"clear", "change"})
    void postWhenAnotherPluginTouchesAHeaderThenNothingIsSent(String verb) {
        for (var name : SYNC) {
            for (var chain : List.of(Chain.PORT_39, Chain.PORT_38)) {
                var answer = send(chain, full("/" + verb + "/" + name));

                assertThat(answer.status()).as("%s %s %s", chain, verb, name).isEqualTo(500);
                assertThat(Json.read(answer.text()).path("code").asString("")).isEqualTo("INTERNAL");
                assertThat(Json.read(answer.text()).path("detail").asString("")).contains(name);
                assertThat(answer.values(ID)).containsExactly("corr 1");
            }
        }
        assertThat(upstream().received()).isEmpty();
    }

    @Test
    void postWhenModeIsReportThenPassesAndIsLoggedWithoutValues() {
        var answer = send(Chain.PORT_REPORT, full("/clear/Idempotency-Key"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(upstream().received()).hasSize(1);
        assertThat(nginx().log())
                .contains("header_guard event=changed what=removed header=Idempotency-Key total=")
                .doesNotContain("t0k.en");
    }
}
