package io.portage.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.portage.gateway.problem.ProblemCode;
import io.portage.gateway.problem.Rejection;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WireRulesTest {
    private static HttpRequest request(String version, String method, String target) {
        var request = new DefaultHttpRequest(HttpVersion.valueOf(version), HttpMethod.valueOf(method), target);
        request.headers().set("Host", "gateway");
        return request;
    }

    private static HttpRequest usual() {
        return request("HTTP/1.1", "POST", "/v1/patients");
    }

    private static void assertRefused(@Nullable Rejection fault, ProblemCode code, int status) {
        assertThat(fault).isNotNull();
        if (fault != null) {
            assertThat(fault.code()).isEqualTo(code);
            assertThat(fault.status()).isEqualTo(status);
            assertThat(fault.detail()).contains("(expected: ");
        }
    }

    @Test
    void faultWhenRequestIsAsItShouldBeThenNone() {
        assertThat(WireRules.fault(usual())).isNull();
        assertThat(WireRules.fault(request("HTTP/1.0", "GET", "/v1/patients"))).isNull();
        var chunked = usual();
        chunked.headers().set("Transfer-Encoding", "Chunked").set("Expect", "100-Continue");
        assertThat(WireRules.fault(chunked)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/2.0", "HTTP/1.2", "HTTP/0.9", "HTTP/3.0", "RTSP/1.0"})
    void faultWhenOtherVersionThen505(String version) {
        assertRefused(WireRules.fault(request(version, "GET", "/v1/patients")), ProblemCode.REQUEST_MALFORMED, 505);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "CONNECT"})
    void faultWhenMethodIsForProxiesThen501(String method) {
        assertRefused(WireRules.fault(request("HTTP/1.1", method, "/v1/patients")), ProblemCode.REQUEST_MALFORMED, 501);
    }

    @Test
    void faultWhenTargetIsAmbiguousThen400() {
        assertRefused(WireRules.fault(request("HTTP/1.1", "GET", "/a/../b")), ProblemCode.REQUEST_MALFORMED, 400);
    }

    @Test
    void faultWhenNotExactlyOneHostThen400() {
        var none = usual();
        none.headers().remove("Host");
        assertRefused(WireRules.fault(none), ProblemCode.REQUEST_MALFORMED, 400);
        var two = usual();
        two.headers().add("host", "gateway");
        assertRefused(WireRules.fault(two), ProblemCode.REQUEST_MALFORMED, 400);
        var old = request("HTTP/1.0", "GET", "/v1/patients");
        old.headers().remove("Host");
        assertThat(WireRules.fault(old)).isNull();
        old.headers().add("Host", "a").add("Host", "b");
        assertRefused(WireRules.fault(old), ProblemCode.REQUEST_MALFORMED, 400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gateway",
                "api.example.org",
                "API-1.example.org:8080",
                "my_host",
                "127.0.0.1:80",
                "[::1]",
                "[::1]:8443",
                "[::ffff:127.0.0.1]"
            })
    void faultWhenHostIsOneThenNone(String host) {
        var request = usual();
        request.headers().set("Host", host);
        assertThat(WireRules.fault(request)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x:",
                "x:a",
                "x:123456",
                "::1",
                "[::1",
                "[]",
                ":80",
                "a b",
                "u@x",
                "",
                "a,b",
                "a/b",
                "a?b",
                "a#b",
                "h\u00f6st",
                "http://a"
            })
    void faultWhenHostIsNoneThen400(String host) {
        var request = usual();
        request.headers().set("Host", host);
        assertRefused(WireRules.fault(request), ProblemCode.REQUEST_MALFORMED, 400);
        var old = request("HTTP/1.0", "GET", "/v1/patients");
        old.headers().set("Host", host);
        assertRefused(WireRules.fault(old), ProblemCode.REQUEST_MALFORMED, 400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gzip",
                "identity",
                "chunked, chunked",
                "gzip, chunked",
                "chunked, xchunked",
                "xchunked",
                "",
                "chunked;q=1"
            })
    void faultWhenTransferEncodingIsNotChunkedAloneThen501(String value) {
        var request = usual();
        request.headers().set("Transfer-Encoding", value);
        assertRefused(WireRules.fault(request), ProblemCode.REQUEST_MALFORMED, 501);
    }

    @Test
    void faultWhenTransferEncodingStandsTwiceThen400() {
        var request = usual();
        request.headers().add("Transfer-Encoding", "chunked").add("Transfer-Encoding", "chunked");
        assertRefused(WireRules.fault(request), ProblemCode.REQUEST_MALFORMED, 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"200-ok", "", "100-continue, x"})
    void faultWhenExpectIsUnknownThen417(String value) {
        var request = usual();
        request.headers().set("Expect", value);
        assertRefused(WireRules.fault(request), ProblemCode.REQUEST_MALFORMED, 417);
    }

    @Test
    void faultWhenThereAreMoreLinesThanAnybodySendsThen431() {
        var request = usual();
        while (request.headers().size() < 128) {
            request.headers().add("X-A", "a");
        }
        assertThat(WireRules.fault(request)).isNull();
        request.headers().add("X-A", "a");
        assertRefused(WireRules.fault(request), ProblemCode.HEADER_INVALID, 431);
    }

    @Test
    void undecodableWhenLineIsTooLongThen414() {
        assertRefused(WireRules.undecodable(new TooLongHttpLineException()), ProblemCode.REQUEST_MALFORMED, 414);
    }

    @Test
    void undecodableWhenHeadersAreTooLargeThen431() {
        assertRefused(WireRules.undecodable(new TooLongHttpHeaderException()), ProblemCode.HEADER_INVALID, 431);
    }

    @Test
    void undecodableWhenAnythingElseThen400() {
        assertRefused(
                WireRules.undecodable(new IllegalArgumentException("secret")), ProblemCode.REQUEST_MALFORMED, 400);
        assertThat(WireRules.undecodable(new IllegalArgumentException("secret")).detail())
                .doesNotContain("secret");
    }
}
