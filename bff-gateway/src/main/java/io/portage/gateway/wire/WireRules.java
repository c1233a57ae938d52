package io.portage.gateway.wire;

import static io.portage.gateway.problem.ProblemCode.HEADER_INVALID;
import static io.portage.gateway.problem.ProblemCode.REQUEST_MALFORMED;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.portage.gateway.problem.Rejection;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a request line and its headers must be before anything else looks at them.
final class WireRules {
    private static final Pattern HOST = Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(:[0-9]{1,5})?");

    /// Far beyond what any browser, app or proxy sends.
    private static final int MOST_LINES = 128;

    private WireRules() {}

    /// Why a request is refused; null where it is not.
    static @Nullable Rejection fault(HttpRequest request) {
        var version = request.protocolVersion();
        if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
            return malformed(version + " (expected: HTTP/1.1)").status(505);
        }
        if (request.method().equals(HttpMethod.CONNECT) || request.method().equals(HttpMethod.TRACE)) {
            return malformed(request.method() + " (expected: a method of the sync contract)")
                    .status(501);
        }
        var target = RequestTarget.fault(request.uri());
        if (target != null) {
            return malformed(target);
        }
        int hosts = request.headers().getAll(HttpHeaderNames.HOST).size();
        if (hosts > 1 || (hosts == 0 && version.equals(HttpVersion.HTTP_1_1))) {
            return malformed("Host: " + hosts + " lines (expected: exactly one)");
        }
        if (hosts == 1
                && !HOST.matcher(request.headers().get(HttpHeaderNames.HOST)).matches()) {
            return malformed("Host: not a host (expected: a name or an address, and perhaps a port)");
        }
        return headerFault(request);
    }

    private static @Nullable Rejection headerFault(HttpRequest request) {
        if (request.headers().size() > MOST_LINES) {
            return Rejection.of(
                            HEADER_INVALID,
                            request.headers().size() + " header lines (expected: at most " + MOST_LINES + ")")
                    .status(431);
        }
        var codings = request.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
        if (codings.size() > 1) {
            return malformed("Transfer-Encoding: " + codings.size() + " lines (expected: at most one)");
        }
        if (!codings.isEmpty() && !codings.getFirst().equalsIgnoreCase("chunked")) {
            return malformed("Transfer-Encoding: another coding (expected: chunked alone)")
                    .status(501);
        }
        var expect = request.headers().get(HttpHeaderNames.EXPECT);
        if (expect != null && !expect.equalsIgnoreCase("100-continue")) {
            return malformed("Expect: " + expect.length() + " characters (expected: 100-continue)")
                    .status(417);
        }
        return null;
    }

    /// Why bytes are refused that Netty could not read.
    static Rejection undecodable(Throwable cause) {
        return switch (cause) {
            case TooLongHttpLineException _ ->
                malformed("the request line is too long (expected: at most 8 KiB, unless configured otherwise)")
                        .status(414);
            case TooLongHttpHeaderException _ ->
                Rejection.of(
                                HEADER_INVALID,
                                "the headers are too large together (expected: at most 16 KiB, unless configured otherwise)")
                        .status(431);
            default -> malformed("not HTTP/1.1 (expected: RFC 9112)");
        };
    }

    /// What Reactor Netty refused by itself.
    static Rejection refusedBelow(int status) {
        return malformed("refused before it was read (expected: RFC 9112)").status(status);
    }

    private static Rejection malformed(String detail) {
        return Rejection.of(REQUEST_MALFORMED, detail);
    }
}
