package io.portage.gateway.sync.discovery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;
import org.springframework.http.CacheControl;
import org.springframework.http.ETag;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/// A document that anybody may read, and that whoever has it need not load again.
///
/// @param tag weak where two answers may differ in more than their headers
/// @param body the bytes at a moment
/// @param clock tells `Date`, by which a client learns the server's time from a 304, too
record PublicDocument(MediaType mediaType, ETag tag, Function<Instant, byte[]> body, InstantSource clock) {
    /// Well below the five minutes by which clocks may differ: the time in an answer that a cache kept still serves.
    private static final Duration FRESH = Duration.ofMinutes(1);

    static PublicDocument of(MediaType mediaType, byte[] bytes, InstantSource clock) {
        return new PublicDocument(mediaType, new ETag(Revision.of(bytes), false), _ -> bytes, clock);
    }

    Mono<ServerResponse> answer(ServerRequest request) {
        var now = clock.instant();
        var known = isKnown(request);
        var answer = ServerResponse.status(known ? HttpStatus.NOT_MODIFIED : HttpStatus.OK)
                .eTag(tag.formattedTag())
                .cacheControl(CacheControl.maxAge(FRESH).cachePublic())
                .headers(headers -> headers.setDate(HttpHeaders.DATE, now.toEpochMilli()));
        return known ? answer.build() : answer.contentType(mediaType).bodyValue(body.apply(now));
    }

    /// As RFC 9110 has it: any of several lines, `*`, and weak and strong tags alike.
    private boolean isKnown(ServerRequest request) {
        var asked = String.join(",", request.headers().header(HttpHeaders.IF_NONE_MATCH));
        return ETag.parse(asked).stream().anyMatch(known -> known.isWildcard() || known.compare(tag, false));
    }
}
