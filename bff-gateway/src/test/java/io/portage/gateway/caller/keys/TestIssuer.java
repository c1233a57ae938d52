package io.portage.gateway.caller.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// An issuer that answers as a test wants it, what is known of its keys, and the clock of both.
final class TestIssuer {
    static final Duration REFRESH = Duration.ofMinutes(5);
    static final Duration UNHEARD = REFRESH.multipliedBy(2);
    static final Duration RETENTION = Duration.ofHours(24);

    private final AtomicLong nanos = new AtomicLong(-5);
    final AtomicInteger fetches = new AtomicInteger();
    Mono<byte[]> answer = set("a");
    final IssuerKeys keys = new IssuerKeys(
            "https://id.example/realms/ehr",
            Mono.defer(() -> {
                fetches.incrementAndGet();
                return answer;
            }),
            REFRESH,
            RETENTION,
            nanos::get);

    private static ECKey newKey(String id) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /// New keys of these ids.
    static Mono<byte[]> set(String... ids) {
        return Mono.just(json(ids));
    }

    static byte[] json(String... ids) {
        return new JWKSet(List.copyOf(
                        List.of(ids).stream().map(TestIssuer::newKey).toList()))
                .toString()
                .getBytes(UTF_8);
    }

    void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Nullable
    VerificationKey key(String id) {
        return keys.key(id).block(Duration.ofSeconds(5));
    }

    void assertAway(String id) {
        assertThatThrownBy(() -> key(id)).isInstanceOf(KeysUnavailableException.class);
    }
}
